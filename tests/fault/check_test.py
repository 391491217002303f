"""`check` finds what was damaged, and `check --repair` saves all that is whole: one byte at a time, in every file."""
import random
import re
import unittest

import archive
from archive import Index, documents, lines, sample

WHOLE, NOTHING_FOUND, SOME_LOST, NO_INDEX, DAMAGED, IO = 0, 1, 3, 4, 6, 7
ENDED = (WHOLE, NO_INDEX, DAMAGED)
REPAIRS = 4  # of the flips in each file


class CheckTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = Index()
        cls.addClassCleanup(cls.index.__exit__)
        for put in (documents('d', 300), documents('d', 20, 'changed'), documents('e', 30)):
            done = cls.index.run('add', '-', standard_input=lines(put))
            assert done.status == 0, done.err
        done = cls.index.run('remove', 'd-100', 'd-101')
        assert done.status == 0, done.err
        cls.state = cls.index.state()
        # The lock says which process writes, or wrote; nothing is lost with it.
        cls.files = sorted(path.relative_to(cls.index.path) for path in cls.index.path.rglob('*')
                           if path.is_file() and path.name != 'lock' and path.stat().st_size)

    def damaged(self, index, name, at, random_):
        content = bytearray((self.index.path / name).read_bytes())
        content[at] ^= random_.randrange(1, 256)
        (index.path / name).write_bytes(content)

    def each_flip(self, count):
        """(file, offset, an index with one byte changed there), `count` for each file."""
        random_ = random.Random(1)
        for name in self.files:
            size = (self.index.path / name).stat().st_size
            offsets = range(size) if size <= count or count == 0 else random_.sample(range(size), count)
            with self.index.copy() as index:
                for at in offsets:
                    self.damaged(index, name, at, random_)
                    yield name, at, index

    def test_flipped_bytes_are_found(self):
        tried, found = {}, {}
        for name, at, index in self.each_flip(archive.POINTS * 2):
            done = index.run('check')
            with self.subTest(file=str(name), at=at):
                self.assertIn(done.status, ENDED, done.err)
            kind = re.sub(r'^g\d+/', '', str(name))
            tried[kind] = tried.get(kind, 0) + 1
            found[kind] = found.get(kind, 0) + (done.status != WHOLE)
        total = sum(found.values()) / sum(tried.values())
        print(f'found {total:.1%} of {sum(tried.values())} flipped bytes: '
              + ', '.join(f'{kind} {found[kind]}/{tried[kind]}' for kind in tried))
        for kind in tried:
            self.assertGreaterEqual(found[kind], .95 * tried[kind], kind)

    def test_repair_saves_every_whole_document(self):
        for name, at, index in self.each_flip(REPAIRS if archive.POINTS else 100):
            with self.subTest(file=str(name), at=at), index.copy() as broken:
                found = broken.run('check').status
                repaired = broken.run('check', '--repair')
                self.assertIn(repaired.status, (WHOLE, SOME_LOST), repaired.err)
                lost = int(re.search(r'lost (\d+)$', repaired.err)[1]) if found == DAMAGED else 0
                self.assertLessEqual(lost, 1 if name.name == 'docdata.glass' else 0)
                self.assertEqual(repaired.status == SOME_LOST, lost > 0)
                state = broken.state()
                self.assertEqual(len(state), len(self.state) - lost)
                for id_, document in state.items():
                    self.assertEqual(document, self.state[id_])
                self.assertEqual(broken.run('check').status, WHOLE)
                self.assertEqual(broken.leftovers(), [])

    def test_nothing_is_built_upon_damage(self):
        """A writer that reads what is damaged ends with an error, and does not go round in circles. Damage in what it
        does not read is found after it as before, unless it lay where nothing was and was written over."""
        put = lines(documents('f', 3))
        expected = self.state | {each['id']: each for each in documents('f', 3)}
        refused = 0
        for name, at, index in self.each_flip(REPAIRS):
            with self.subTest(file=str(name), at=at), index.copy() as broken:
                done = broken.run('add', '-', standard_input=put)
                self.assertIn(done.status, (WHOLE, DAMAGED), done.err)
                self.assertEqual(len(done.err.splitlines()), 1)
                refused += done.status != WHOLE
                found = broken.run('check').status
                if found == WHOLE:
                    self.assertEqual((name.suffix, done.status), ('.glass', WHOLE))
                    self.assertEqual(broken.state(), expected)
                    self.assertEqual(broken.run('compact').status, WHOLE)
                    self.assertEqual(broken.state(), expected)
        print(f'{refused} of {REPAIRS * len(self.files)} flips were refused')

    def test_without_a_seal(self):
        """A writer that was killed left no checksums of files: whatever is damaged then, `check` ends, and `search`."""
        random_ = random.Random(2)
        found = []
        with self.index.copy() as index:
            seal = next(index.path.glob('g*/seal'))
            seal.unlink()
            self.assertEqual(index.run('check').status, WHOLE)
            for name in (name for name in self.files if name.name != 'seal'):
                content = (index.path / name).read_bytes()
                for at in sample(range(len(content)), archive.POINTS):
                    self.damaged(index, name, at, random_)
                    with self.subTest(file=str(name), at=at):
                        status = index.run('check').status
                        self.assertIn(status, ENDED)
                        found.append(status != WHOLE)
                        self.assertIn(index.run('search', 'chung học tập').status, (*ENDED, NOTHING_FOUND, IO))
                (index.path / name).write_bytes(content)
        print(f'found {sum(found)} of {len(found)} flipped bytes without a seal')


if __name__ == '__main__':
    unittest.main()
