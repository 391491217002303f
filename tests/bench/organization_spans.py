#!/usr/bin/env python3
"""How well the outermost organisations that vnidx finds agree with a gold set, by exact spans.

    organization_spans.py --vnidx BIN GOLD.jsonl [--errors N]

A line of GOLD is {"text": …, "orgs": [[start, end, surface], …]}, in code points, nothing nested. Prints precision, recall
and F1; then, with --errors, the N most frequent kinds of what was missed, found besides or found with other borders,
each by the word it opens with, and examples.
"""
import argparse
import collections
import json
import subprocess
import tempfile


def outermost(spans):
    spans = sorted(set(spans), key=lambda s: (s[0], -s[1]))
    kept = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def predicted(vnidx, documents):
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        for number, document in enumerate(documents):
            # A document is its title, a line end, its text: an empty title leaves a line end alone.
            file.write(json.dumps({'id': str(number), 'text': document['text']}, ensure_ascii=False) + '\n')
        file.flush()
        run = subprocess.run([vnidx, 'analyze', '--jsonl', file.name, '--format', 'jsonl'], check=True, capture_output=True)
    found = {}
    for line in run.stdout.decode().splitlines():
        document = json.loads(line)
        found[int(document['id'])] = [(m['start'], m['end']) for m in document['mentions']]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--vnidx', required=True)
    parser.add_argument('gold')
    parser.add_argument('--errors', type=int, default=0, metavar='N')
    options = parser.parse_args()
    with open(options.gold, encoding='utf-8') as lines:
        documents = [json.loads(line) for line in lines]

    found = predicted(options.vnidx, documents)
    hits = wrong = missed = 0
    kinds = collections.Counter()
    examples = collections.defaultdict(list)
    for number, document in enumerate(documents):
        text = document['text']
        # Spans of analyze count over title + "\n" + text; the title is empty.
        shift = 1
        gold = {(start, end) for start, end, _ in document['orgs']}
        mine = {(start - shift, end - shift) for start, end in outermost(found.get(number, []))}
        hits += len(gold & mine)
        wrong += len(mine - gold)
        missed += len(gold - mine)

        def note(kind, span):
            surface = text[span[0]:span[1]]
            key = (kind, surface.split()[0].lower() if surface.split() else '')
            kinds[key] += 1
            if len(examples[key]) < 6:
                examples[key].append(f'{text[max(0, span[0] - 25):span[0]]}[{surface}]{text[span[1]:span[1] + 15]}'.replace('\n', ' '))

        for span in gold - mine:
            other = any(span[0] < m[1] and m[0] < span[1] for m in mine)
            note('other borders' if other else 'missed', span)
        for span in mine - gold:
            if not any(span[0] < g[1] and g[0] < span[1] for g in gold):
                note('found besides', span)

    precision = hits / (hits + wrong) if hits + wrong else 0
    recall = hits / (hits + missed) if hits + missed else 0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0
    print(f'{len(documents)} documents, {hits + missed} organisations: '
          f'precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}')
    for (kind, word), count in kinds.most_common(options.errors):
        print(f'{count:5} {kind}: {word}')
        for example in examples[kind, word]:
            print(f'        {example}')


if __name__ == '__main__':
    main()
