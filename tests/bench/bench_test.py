"""scripts/bench from end to end on the sample archive: every figure is there, at sizes below and above the source's."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.append(os.path.join(TOP, 'tests', 'bench'))
import collection  # noqa: E402


def check(condition, what):
    if not condition:
        raise SystemExit(f'bench_test: {what}')


def archive(vnidx, work):
    """The sample archive as one file of JSON Lines."""
    index, path = os.path.join(work, 'index'), os.path.join(work, 'archive.jsonl')
    inputs = [os.path.join(TOP, 'testdata', name) for name in ('articles', 'archive')]
    subprocess.run([vnidx, '--index', index, '-q', 'add', *inputs], check=True)
    with open(path, 'w', encoding='utf-8') as file:
        subprocess.run([vnidx, '--index', index, 'export'], stdout=file, check=True)
    return path


def check_collection(source, work):
    """A larger collection holds the source as it is, and otherwise only its paragraphs."""
    subprocess.run([sys.executable, collection.__file__, source, work, '--documents', '200', '--queries', '20'], check=True)
    originals = {document['id']: collection.body(document) for document in collection.read(source)}
    paragraphs = {line for text in originals.values() for line in text.split('\n')}
    made = {document['id']: document for document in collection.read(os.path.join(work, 'documents.jsonl'))}
    check(len(made) == 200, f'200 documents were asked for, {len(made)} are there')
    for id, document in made.items():
        check('title' not in document, f'{id} has its title')
        text = collection.body(document)
        check(originals.get(id, text) == text, f'{id} was changed')
        check(set(text.split('\n')) <= paragraphs, f'{id} has a paragraph of its own')
    with open(os.path.join(work, 'unmarked.tsv'), encoding='utf-8') as lines:
        for line in lines:
            check(not any(c.isalpha() and not c.isascii() for c in line), f'a query without marks has some: {line}')


def check_tables(vnidx, source, work):
    command = [sys.executable, os.path.join(TOP, 'scripts', 'bench'), source, '--vnidx', vnidx, '--work', work,
               '--documents', '40', '--documents', '90', '--rounds', '1', '--queries', '15', '--cold', '2', '--changes', '3',
               '--files', '20', '--engines', 'fts5']
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    check(work not in printed, 'a path was printed')
    parts = printed.strip().split('\n\n')
    check(len(re.findall(r'\(\d+\.\d\d\)', parts[-1])) == 20, 'the larger size is not compared with the smaller')
    for documents, table in zip((40, 90), parts[1::2]):
        check(f'{documents} documents' in printed, f'no table for {documents} documents')
        figures = {}
        for line in table.splitlines()[1:]:
            if line.startswith('  '):
                name, ours, peers = re.match(r'  (.*?) {2,}(\S+) +(\S+(?: \(\S+\))?)$', line).groups()
                figures.setdefault(name, []).append((float(ours), peers))
        check(len(figures['p95, ms']) == 11 and len(figures['index, MB']) == 1, 'measures are missing')
        check(figures['read and written, MB'][0][0] > 0, 'adding an article moved no byte')
        check(figures['titles'][0][0] > .5, 'titles do not find their articles')


def check_keeping(vnidx, source, work):
    """A second run finds what the first has made, and says so by leaving out what building cost."""
    command = [sys.executable, os.path.join(TOP, 'scripts', 'bench'), source, '--vnidx', vnidx, '--keep', os.path.join(work, 'kept'),
               '--rounds', '1', '--queries', '5', '--cold', '1', '--changes', '1', '--engines', 'none']
    built = [re.search(r'index, MB +(\S+)', subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)[1]
             for _ in range(2)]
    check(built[0] != '–' and built[1] == '–', f'index sizes of two runs that keep their index: {built}')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--vnidx', required=True)
    vnidx = os.path.abspath(parser.parse_args().vnidx)
    with tempfile.TemporaryDirectory() as work:
        source = archive(vnidx, work)
        check_collection(source, work)
        check_tables(vnidx, source, work)
        check_keeping(vnidx, source, work)


if __name__ == '__main__':
    main()
