#!/usr/bin/env python3
"""mrr_test.py --vnidx BIN: how well known articles are found, as MRR@10 over the queries of testdata/judged, typed with
marks and without. The floors stand close below what was measured, so that a part of the ranking that no longer
counts is noticed; the articles of testdata/articles and archive are there to be mistaken for the right ones."""
import argparse
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

TESTDATA = pathlib.Path(__file__).resolve().parents[2] / 'testdata'
FLOORS = {'with marks': 0.960, 'without marks': 0.930}  # measured: 0.9619 and 0.9310


def without_marks(text):
    text = text.replace('đ', 'd').replace('Đ', 'D')
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c))


def mrr(vnidx, index, queries, folder):
    batch = folder / 'queries'
    batch.write_text(''.join(f'{number}\t{query}\n' for number, (_, query) in enumerate(queries)))
    run = subprocess.run([vnidx, '--index', index, 'search', '--batch', batch, '--format', 'trec', '-n', '10'],
                         check=True, capture_output=True, text=True).stdout
    ranks = {}
    for line in run.splitlines():
        number, _, found, rank, *_ = line.split()
        if found == queries[int(number)][0]:
            ranks[number] = int(rank)
    for number, (wanted, query) in enumerate(queries):
        if ranks.get(str(number)) != 1:
            print(f'  rank {ranks.get(str(number), "-")}: {query} -> {wanted}')
    return sum(1 / rank for rank in ranks.values()) / len(queries)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--vnidx', required=True, type=pathlib.Path)
    vnidx = parser.parse_args().vnidx.resolve()
    lines = (TESTDATA / 'judged/queries.tsv').read_text(encoding='utf-8').splitlines()
    queries = [line.split('\t') for line in lines]
    bare = [(wanted, without_marks(query)) for wanted, query in queries]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        index = folder / 'index'
        subprocess.run([vnidx, '-q', '--index', index, 'add', TESTDATA / 'judged/articles.jsonl', TESTDATA / 'articles',
                        TESTDATA / 'archive'], check=True)
        measured = {'with marks': mrr(vnidx, index, queries, folder), 'without marks': mrr(vnidx, index, bare, folder)}
    for kind, value in measured.items():
        print(f'MRR@10 {kind}: {value:.4f} (floor {FLOORS[kind]:.3f})')
    return 0 if all(value >= FLOORS[kind] for kind, value in measured.items()) else 1


if __name__ == '__main__':
    sys.exit(main())
