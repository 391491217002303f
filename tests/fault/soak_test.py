"""Two writers and four readers at once: every answer is that of one committed state, and nobody sees an error."""
import collections
import concurrent.futures
import itertools
import json
import random
import threading
import time
import unittest

import archive
from archive import Index, document, lines

WAIT = '--wait=50'
FILES = 12
MANY = 1050  # a run of so many is a bulk build
HITS = 2 * FILES + 20
QUERY = 'tin chung +"học tập" -lấp'


class Series:
    """States of one group of documents that are changed together, each the set of its titles. Which states a reader
    may see follows from what was acknowledged before it began and what was begun before it ended."""

    def __init__(self):
        self.states = [frozenset()]
        self.acknowledged = 0

    def begin(self, titles):
        self.states.append(frozenset(titles))

    def acknowledge(self):
        self.acknowledged = len(self.states) - 1

    def allowed_since(self, first):
        return self.states[first:]


def titled(name, edition):
    return document(name) | {'title': f'Tin {name} bản {edition}'}


@unittest.skipIf(archive.SECONDS == 0, 'not asked for')
class SoakTest(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.__exit__)
        self.folder = self.index.folder / 'tin'
        self.folder.mkdir()
        self.piped, self.files, self.many = Series(), Series(), Series()
        self.done = collections.Counter()
        self.ends = time.monotonic() + archive.SECONDS
        self.failed = threading.Event()

    def run_well(self, *arguments, standard_input=b''):
        done = self.index.run(*arguments, standard_input=standard_input)
        self.assertEqual((done.status, done.err.count('vnidx: ')), (0, 0), (arguments, done.err))
        self.done[next(word for word in arguments if word != '-q')] += 1
        return done.out

    # Writers.

    def add(self, series, prefix, count, edition):
        documents = [titled(f'{prefix}-{i}', edition) for i in range(count)]
        series.begin(each['title'] for each in documents)
        self.run_well('-q', 'add', WAIT, '-', standard_input=lines(documents))
        series.acknowledge()

    def write_pipes(self):
        for edition in itertools.count(1):
            self.add(self.piped, 'ống', 20, edition)
            if edition % 3 == 0:
                self.piped.begin([])
                self.run_well('-q', 'remove', WAIT, *(f'ống-{i}' for i in range(20)))
                self.piped.acknowledge()
            if edition % 7 == 1:
                self.add(self.many, 'lấp', MANY, edition)
            yield

    def write_files(self):
        for edition in itertools.count(1):
            titles = []
            for i in range(FILES):
                path = self.folder / f'{i}.txt'
                path.unlink(missing_ok=True)
                if (i + edition) % 5 == 0:
                    continue
                titles.append(f'Tin tệp-{i} bản {edition}')
                path.write_text(f'{titles[-1]}\n{document(str(i))["text"]}\n')
            self.files.begin(titles)
            if edition == 1:
                self.run_well('-q', 'add', WAIT, str(self.folder))
            else:
                self.run_well('-q', 'update' if edition % 3 else 'reindex', WAIT)
            self.files.acknowledge()
            if edition % 4 == 0:
                self.run_well('-q', 'reindex', WAIT)
            if edition % 5 == 0:
                self.run_well('-q', 'compact', WAIT)
            yield

    # Readers.

    def expect(self, titles, since):
        """`titles` are those of one state of each of the small series."""
        for series, first, prefix in ((self.piped, since[0], 'Tin ống-'), (self.files, since[1], 'Tin tệp-')):
            seen = frozenset(title for title in titles if title.startswith(prefix))
            self.assertIn(seen, series.allowed_since(first), 'an answer of no committed state')

    def since(self):
        return self.piped.acknowledged, self.files.acknowledged, self.many.acknowledged

    def read_hits(self):
        while True:
            since = self.since()
            out = self.run_well('search', '--format', 'jsonl', '-n', str(HITS), QUERY)
            *hits, last = map(json.loads, out.splitlines())
            self.expect([hit['title'] for hit in hits], since)
            self.assertEqual(last['summary']['total'], len(hits))
            yield

    def read_counts(self):
        while True:
            since = self.since()
            count = int(self.run_well('search', '--format', 'count', 'chung'))
            possible = {len(piped) + len(files) + len(many)
                        for piped in self.piped.allowed_since(since[0])
                        for files in self.files.allowed_since(since[1])
                        for many in self.many.allowed_since(since[2])}
            self.assertIn(count, possible)
            yield

    def read_documents(self):
        random_ = random.Random(3)
        while True:
            since = self.since()
            name = f'lấp-{random_.randrange(MANY)}'
            shown = json.loads(self.run_well('show', name, '--format', 'jsonl'))
            editions = {title for state in self.many.allowed_since(since[2]) for title in state}
            self.assertIn(shown['title'], editions)
            self.assertEqual(shown['text'], document(name)['text'])
            yield

    def read_in_one_process(self):
        """A reader that stays follows the writers from state to state."""
        batch = self.index.folder / 'batch'
        numbers = [str(i) for i in range(200)]
        batch.write_text(''.join(f'{number}\t{QUERY}\n' for number in numbers))
        while True:
            since = self.since()
            titles = collections.defaultdict(list)
            for line in self.run_well('search', '--format', 'jsonl', '-n', str(HITS), '--batch', str(batch)).splitlines():
                hit = json.loads(line)
                if 'title' in hit:
                    titles[hit['qid']].append(hit['title'])
            for number in numbers:
                self.expect(titles[number], since)
            yield

    def repeat(self, work):
        try:
            for _ in work:
                if time.monotonic() > self.ends or self.failed.is_set():
                    return
        except BaseException:
            self.failed.set()
            raise

    def test_writers_and_readers(self):
        writers = [self.write_files(), self.write_pipes()]
        for writer in writers:  # so that there is an index to read
            next(writer)
        works = [*writers, self.read_hits(), self.read_counts(), self.read_documents(), self.read_in_one_process()]
        with concurrent.futures.ThreadPoolExecutor(len(works)) as pool:
            for finished in concurrent.futures.as_completed([pool.submit(self.repeat, work) for work in works]):
                finished.result()
        print(f'{archive.SECONDS} s: ' + ', '.join(f'{count} {command}' for command, count in sorted(self.done.items())))
        self.run_well('check')
        self.assertEqual({each['title'] for each in self.index.state().values()},
                         self.piped.states[-1] | self.files.states[-1] | self.many.states[-1])
        # What a reader still held when the last writer ended goes with the next one.
        self.run_well('compact')
        self.assertEqual(self.index.leftovers(), [])
        for command in ('add', 'update', 'remove', 'reindex', 'search', 'show'):
            self.assertGreater(self.done[command], 0, command)


if __name__ == '__main__':
    unittest.main()
