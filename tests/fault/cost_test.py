"""What a small change costs: it reads and writes what it changes, not what the index holds, however many there were."""
import random
import re
import unittest

import archive
from archive import Index, lines

CALLS = 'read,pread64,write,pwrite64'
WORDS = 6000
CHANGES = 40


def article(number):
    """One that has many words, and hardly two of them in the order of another's."""
    random_ = random.Random(number)
    text = ' '.join(f'chữ{min(random_.randrange(WORDS), random_.randrange(WORDS))}' for _ in range(300))
    return {'id': f'bài-{number}', 'title': f'Sở Y tế số {number % 500}', 'text': text}


def articles(first, count):
    return [article(number) for number in range(first, first + count)]


@unittest.skipUnless(archive.strace_works(), 'strace cannot trace here')
class CostTest(unittest.TestCase):
    def setUp(self):
        self.index = Index()
        self.addCleanup(self.index.__exit__)
        done = self.index.run('add', '-', standard_input=lines(articles(0, 9000)))
        self.assertEqual(done.status, 0, done.err)

    def size(self):
        return sum(path.stat().st_size for path in self.index.path.rglob('*') if path.is_file())

    def files(self):
        return sum(path.is_file() for path in self.index.path.rglob('*'))

    def bytes_moved(self, number):
        """Read and written below the index's folder by adding one article."""
        done = self.index.run_traced(CALLS, '', 'add', '-', standard_input=lines([article(number)]), options=('-y',))
        self.assertEqual(done.status, 0, done.err)
        trace = (self.index.folder / 'strace').read_text(errors='replace')
        return sum(int(size) for path, size in re.findall(r'^\d+ +\w+\(\d+<(.+?)>.*\) = (\d+)$', trace, re.MULTILINE)
                   if path.startswith(str(self.index.path)))

    def test_one_document_costs_less_than_the_index(self):
        size = self.size()
        first = self.bytes_moved(20000)
        self.assertLess(first, size)
        # Blocks were full before the first changes split them.
        for number in range(20001, 20001 + CHANGES):
            done = self.index.run('add', '-', standard_input=lines([article(number)]))
            self.assertEqual(done.status, 0, done.err)
        last = self.bytes_moved(30000)
        print(f'one article: {first} bytes, after {CHANGES} more {last}; index {size} bytes, then {self.size()}')
        self.assertLess(last, size)
        self.assertLess(self.size(), 2.5 * size)
        self.assertLessEqual(self.files(), 13)
        self.assertEqual(self.index.run('check').status, 0)


if __name__ == '__main__':
    unittest.main()
