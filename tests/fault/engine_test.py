"""Kills and damage where Xapian's engine is one whose tables the program does not know, so that Xapian writes and reads
all of them."""
import random
import re
import unittest

import archive
import kill_test
from archive import Index, documents, lines
from changes import Change

WHOLE, SOME_LOST, DAMAGED = 0, 3, 6
FLIPS = 2  # in each file


@unittest.skipUnless(archive.OTHER_ENGINE, 'no --other-engine')
class EngineTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        archive.ENVIRONMENT['LD_PRELOAD'] = archive.OTHER_ENGINE
        cls.addClassCleanup(archive.ENVIRONMENT.pop, 'LD_PRELOAD')

    def files(self, index):
        return sorted(path for path in index.path.glob('g*/*') if path.stat().st_size)

    @unittest.skipUnless(archive.strace_works(), 'strace cannot trace here')
    def test_kills(self):
        for name in ('first add', 'bulk add', 'small add', 'remove many', 'compact', 'reindex'):
            made = Change(name)
            with made.base.copy() as index:
                self.assertEqual(made.apply(index).status, 0)
                self.assertIn('iamchert', [path.name for path in self.files(index)])
            kill_test.sweep_kills(self, f'{name} by another engine', made)

    def test_repair(self):
        """What Xapian can still reach is saved, and what is lost is counted."""
        random_ = random.Random(4)
        with Index() as index:
            for put in (documents('d', 300), documents('d', 20, 'changed'), documents('e', 30)):
                self.assertEqual(index.run('add', '-', standard_input=lines(put)).status, WHOLE)
            self.assertEqual(index.run('remove', 'd-100', 'd-101').status, WHOLE)
            self.assertEqual(index.run('check').status, WHOLE)
            before = index.state()
            for path in self.files(index):
                for at in random_.sample(range(path.stat().st_size), min(FLIPS, path.stat().st_size)):
                    with self.subTest(file=path.name, at=at), index.copy() as broken:
                        self.try_flip(broken, broken.path / path.relative_to(index.path), at, before)

    def try_flip(self, index, path, at, before):
        content = bytearray(path.read_bytes())
        content[at] ^= 0xff
        path.write_bytes(content)
        self.assertEqual(index.run('check').status, DAMAGED)
        self.assertEqual(index.run('add', '-', standard_input=lines(documents('f', 3))).status, DAMAGED)
        repaired = index.run('check', '--repair')
        if repaired.status == DAMAGED:  # nothing could be reached: it is said, and all stays where it is
            self.assertIn('no stored document is whole', repaired.err)
            self.assertTrue(path.exists())
            return
        self.assertIn(repaired.status, (WHOLE, SOME_LOST), repaired.err)
        lost = int(re.search(r'lost (\d+)$', repaired.err)[1])
        self.assertEqual(repaired.status == SOME_LOST, lost > 0)
        state = index.state()
        self.assertEqual(len(state) + lost, len(before))
        for id_, document in state.items():
            self.assertEqual(document, before[id_])
        self.assertEqual(index.run('check').status, WHOLE)
        self.assertEqual(index.leftovers(), [])


if __name__ == '__main__':
    unittest.main()
