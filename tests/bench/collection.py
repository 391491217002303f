"""Makes a collection of any size, and queries for it, from a file of JSON Lines.

  collection.py SOURCE FOLDER [--documents N] [--queries N]

A program of its own, so that the memory it takes is not counted as that of the engines which are started later.
Titles are the queries, so documents go without. Writes into FOLDER:

  documents.jsonl      the documents, for vnidx
  documents.tsv        id, tab, text in one line: spares the other engines the parsing of JSON
  titles.tsv           id of the document, tab, its title
  unmarked.tsv         the same titles without marks
  words.tsv            two words that stand side by side in some document
  rare.tsv             a word that three to five documents have, or as many times more as the collection is larger than
                       its source
  long.tsv             the first sixty words of a paragraph
  phrase.tsv           two words, each in a twentieth of the documents or more, that stand side by side in some document
  near.tsv             two such words with one to three others between them
  prefix.tsv           the first three letters of a word
                       (each file of queries begins with some whose ids begin with "warm-": not to be counted)
  facts.json           how many documents there are, and bytes of text

Queries are words and nothing else: how an engine is asked for a phrase or a prefix is its own matter. Every document
has a date and a source, drawn by chance, so that there is something to count by.

A collection smaller than its source is every n-th document. In a larger one, those beyond the source are put together
from its paragraphs, shuffled: each has the length of a real document, and none is a copy of one."""
import argparse
import collections
import datetime
import json
import os
import random
import re
import subprocess
import unicodedata

WARM_UP = 200
RUN = 5  # words side by side from which phrases are taken
LONG = 60
FREQUENT = 0.05  # of the documents have a frequent word
SOURCES = [f'Báo số {number}' for number in range(1, 41)]
DAYS = 3650
TEXT_KEYS = ('abstract', 'text', 'caption')
WORD = re.compile(r'\w+')
# What a query language might take for an operator.
SYNTAX = re.compile(r'["“”*:()\[\]+]|(?<!\w)-|\b(?:AND|OR|NOT|NEAR)\b')


def lines(path):
    if path.endswith('.zst'):
        with subprocess.Popen(['zstd', '-dcq', path], stdout=subprocess.PIPE) as unpacked:
            yield from unpacked.stdout
        if unpacked.returncode != 0:
            raise SystemExit(f'{path}: zstd failed')
    else:
        with open(path, 'rb') as file:
            yield from file


def body(document):
    return '\n'.join(document[key] for key in TEXT_KEYS if document.get(key))


def read(path):
    """The documents that are some without their titles."""
    return (document for document in map(json.loads, lines(path)) if (document.get('text') or '').strip())


def without_marks(text):
    letters = unicodedata.normalize('NFD', text.replace('đ', 'd').replace('Đ', 'D'))
    return unicodedata.normalize('NFC', ''.join(c for c in letters if not unicodedata.combining(c)))


def more(originals, count, chance):
    """`count` documents of shuffled paragraphs. Every paragraph is used as often as any other."""
    bodies = [[line for line in body(document).split('\n') if line.strip()] for document in originals]
    paragraphs = [paragraph for lines in bodies for paragraph in lines]
    at = len(paragraphs)
    for number in range(count):
        length = len(bodies[number % len(bodies)])
        if at + length > len(paragraphs):
            chance.shuffle(paragraphs)
            at = 0
        text = '\n'.join(paragraphs[at:at + length])
        at += length
        yield {**originals[number % len(bodies)], 'id': f'shuffled-{number}', 'abstract': '', 'caption': '', 'text': text}


def documents(source, wanted, chance):
    total = sum(1 for _ in read(source))
    wanted = wanted or total
    if wanted <= total:
        for number, document in enumerate(read(source)):
            if number * wanted // total != (number + 1) * wanted // total:
                yield document
    else:
        originals = list(read(source))
        yield from originals
        yield from more(originals, wanted - total, chance)


def titles(candidates, count, chance):
    """Titles that name one document only, and say enough."""
    words = {id: ' '.join(WORD.findall(without_marks(title).lower())) for id, title in candidates.items()}
    often = collections.Counter(words.values())
    good = [id for id in candidates if often[words[id]] == 1 and words[id].count(' ') >= 2]
    return {id: ' '.join(SYNTAX.sub(' ', candidates[id]).split()) for id in chance.sample(good, min(count, len(good)))}


def first_words(text, count):
    """Of each paragraph that has so many."""
    for line in text.split('\n'):
        words = WORD.findall(unicodedata.normalize('NFC', line))
        if len(words) >= count:
            yield ' '.join(words[:count])


def dated(document, chance):
    day = datetime.date(2010, 1, 1) + datetime.timedelta(days=chance.randrange(DAYS))
    return {**document, 'date': day.isoformat(), 'source': chance.choice(SOURCES)}


def some(chance, candidates, count):
    candidates = sorted(candidates)
    return enumerate(chance.sample(candidates, min(count, len(candidates))))


def write_queries(path, queries):
    queries = list(queries)
    with open(path, 'w', encoding='utf-8') as file:
        file.writelines(f'warm-{id}\t{query}\n' for id, query in queries[:WARM_UP])
        file.writelines(f'{id}\t{query}\n' for id, query in queries)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('source')
    parser.add_argument('folder')
    parser.add_argument('--documents', type=int)
    parser.add_argument('--queries', type=int, required=True)
    options = parser.parse_args()
    chance = random.Random(20180711)

    # Dates are drawn apart from the rest, so that the same documents are made with them as without.
    dates = random.Random(20150930)
    candidates, runs, openings, document_frequency = {}, [], set(), collections.Counter()
    count = text_bytes = 0
    with open(os.path.join(options.folder, 'documents.jsonl'), 'w', encoding='utf-8') as jsonl, \
         open(os.path.join(options.folder, 'documents.tsv'), 'w', encoding='utf-8') as tsv:
        for document in documents(options.source, options.documents, chance):
            document.setdefault('id', f'document-{count}')
            title, text = document.pop('title', ''), body(document)
            jsonl.write(json.dumps(dated(document, dates), ensure_ascii=False) + '\n')
            tsv.write(document['id'] + '\t' + ' '.join(text.split()) + '\n')
            count += 1
            text_bytes += len(text.encode())
            if not document['id'].startswith('shuffled-'):
                candidates[document['id']] = unicodedata.normalize('NFC', title)
                openings.update(first_words(text, LONG))
            words = WORD.findall(unicodedata.normalize('NFC', text))
            document_frequency.update({word.lower() for word in words})
            if len(words) > 1:
                at = chance.randrange(len(words) - 1)
                runs.append(words[at:at + RUN])

    chosen = titles(candidates, options.queries, chance)
    often = max(1, round(count / len(candidates)))
    rare = [word for word, documents in document_frequency.items() if 3 <= documents / often <= 5 and word.isalpha()]
    frequent = {word for word, documents in document_frequency.items() if documents >= FREQUENT * count}
    pairs = [' '.join(run[:2]) for run in runs]
    phrases = {' '.join(run[:2]) for run in runs if {word.lower() for word in run[:2]} <= frequent}
    near = {f'{run[0]} {run[-1]}' for run in runs if len(run) > 2 and {run[0].lower(), run[-1].lower()} <= frequent}
    prefixes = {run[0][:3].lower() for run in runs if len(run[0]) >= 4 and run[0].isalpha()}
    for name, queries in {
        'titles': chosen.items(),
        'unmarked': [(id, without_marks(title)) for id, title in chosen.items()],
        'words': enumerate(chance.sample(pairs, min(options.queries, len(pairs)))),
        'rare': some(chance, rare, options.queries),
        'long': some(chance, openings, options.queries),
        'phrase': some(chance, phrases, options.queries),
        'near': some(chance, near, options.queries),
        'prefix': some(chance, prefixes, options.queries),
    }.items():
        write_queries(os.path.join(options.folder, name + '.tsv'), queries)
    with open(os.path.join(options.folder, 'facts.json'), 'w', encoding='utf-8') as facts:
        json.dump({'documents': count, 'text_bytes': text_bytes}, facts)


if __name__ == '__main__':
    main()
