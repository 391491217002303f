"""One bit flipped in any file of an index, then whatever a person may do: nothing outside the index changes, nothing is
lost without being named, and every command ends."""
import hashlib
import os
import random
import re
import unittest

import archive
from archive import Index, documents, lines, sample

DONE, NOTHING_FOUND, SOME_LOST, NO_INDEX, DAMAGED, IO = 0, 1, 3, 4, 6, 7
ENDED = (DONE, NOTHING_FOUND, SOME_LOST, NO_INDEX, DAMAGED, IO)
MORE = documents('more', 2)
WRITERS = [('add', '-'), ('update',), ('compact',), ('reindex',), ('remove', 'd-5')]
FLIPS_WITHOUT_SEAL = 3  # of each file
FOREIGN_NAMES = ('g000077', 'g000078')  # put into the folder of the index


def tree(folder):
    """What a folder holds: of each entry its kind, and its content or where it leads to."""
    entries = {}
    for path in sorted(folder.rglob('*')):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            entries[name] = 'link to ' + os.readlink(path)
        elif path.is_dir():
            entries[name] = 'folder'
        else:
            entries[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return entries


class FlipTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = Index()
        cls.addClassCleanup(cls.index.__exit__)
        cls.foreign = cls.index.folder / 'foreign'
        (cls.foreign / 'build').mkdir(parents=True)
        (cls.foreign / 'g000001').mkdir()
        for name in ('thư.txt', 'build/runs0', 'g000001/iamglass', 'current', 'lock'):
            (cls.foreign / name).write_text(f'của tôi: {name}')
        (cls.foreign / 'filed.jsonl').write_bytes(lines(documents('filed', 20)))
        for arguments, put in ((('add', '-'), documents('d', 60)), (('add', str(cls.foreign / 'filed.jsonl')), []),
                               (('add', '-'), documents('d', 5, 'changed')), (('remove', 'd-50'), [])):
            done = cls.index.run(*arguments, standard_input=lines(put))
            assert done.status == DONE, done.err
        cls.state = cls.index.state()
        cls.files = sorted(path.relative_to(cls.index.path) for path in cls.index.path.rglob('*')
                           if path.is_file() and path.stat().st_size)
        cls.before = tree(cls.foreign)

    def put_foreign_into(self, index):
        """What somebody keeps in the folder of an index, under names of its own kind."""
        (index.path / 'g000077').mkdir()
        (index.path / 'g000077' / 'ảnh').write_text('của tôi')
        (index.path / 'g000078').symlink_to(self.foreign / 'g000001')
        return {name: entry for name, entry in tree(index.path).items() if name[:7] in FOREIGN_NAMES}

    def try_flip(self, name, at, bit, writer, sealed):
        with self.index.copy() as index:
            path = index.path / name
            content = bytearray(path.read_bytes())
            content[at] ^= 1 << bit
            path.write_bytes(content)
            if not sealed:
                for seal in index.path.glob('g*/seal'):
                    seal.unlink()
            kept = self.put_foreign_into(index)

            searched = index.run('search', '--format', 'count', 'chung')
            self.assertIn(searched.status, ENDED, searched.err)
            wrote = index.run(*writer, standard_input=lines(MORE))
            self.assertIn(wrote.status, ENDED, wrote.err)
            found = index.run('check').status
            self.assertIn(found, (DONE, DAMAGED) if sealed else (DONE, NO_INDEX, DAMAGED))
            self.check_nothing_lost(index, writer, wrote, found)
            self.assertEqual(tree(self.foreign), self.before)
            self.assertEqual({key: entry for key, entry in tree(index.path).items() if key[:7] in FOREIGN_NAMES}, kept)

    def check_nothing_lost(self, index, writer, wrote, found):
        if found == NO_INDEX:  # the tables seem to be of another engine: what there was stays
            self.assertNotEqual(list(index.path.glob('g0000*/docdata.glass')), [])
            return
        lost = 0
        if found == DAMAGED:
            repaired = index.run('check', '--repair')
            self.assertIn(repaired.status, (DONE, SOME_LOST), repaired.err)
            lost = int(re.search(r'lost (\d+)$', repaired.err)[1])
            self.assertEqual(repaired.status == SOME_LOST, lost > 0)
            self.assertEqual('documents that are lost: ' in repaired.err or 'may have lost' in repaired.err, lost > 0, repaired.err)
            self.assertEqual(index.run('check').status, DONE)
        expected = dict(self.state)
        if wrote.status == DONE and writer[0] == 'add':
            expected |= {each['id']: each for each in MORE}
        if wrote.status == DONE and writer[0] == 'remove':
            del expected['d-5']
        state = index.state()
        self.assertIsInstance(state, dict, state)
        self.assertEqual({id_ for id_ in expected if id_ not in state} == set(), lost == 0)
        self.assertEqual(len(state) + lost, len(expected))
        for id_, document in state.items():
            self.assertEqual(document, expected[id_])

    def sweep(self, most, sealed):
        random_ = random.Random(3)
        tried = 0
        for name in self.files:
            if not sealed and name.name == 'seal':
                continue
            size = (self.index.path / name).stat().st_size
            for place in sample(range(size * 8), most):
                writer = random_.choice(WRITERS)
                with self.subTest(file=str(name), byte=place // 8, bit=place % 8, writer=writer[0], sealed=sealed):
                    self.try_flip(name, place // 8, place % 8, writer, sealed)
                    tried += 1
        archive.FAULTS['flipped bits'] += tried

    def test_sealed(self):
        self.sweep(archive.POINTS, True)

    def test_current(self):
        """Each bit of the one line that everything hangs on is damage, and no other version."""
        with self.index.copy() as index:
            path = index.path / 'current'
            content = path.read_bytes()
            for place in range(len(content) * 8):
                with self.subTest(byte=place // 8, bit=place % 8):
                    flipped = bytearray(content)
                    flipped[place // 8] ^= 1 << place % 8
                    path.write_bytes(flipped)
                    done = index.run('info')
                    self.assertEqual(done.status, DAMAGED, done.err)
                    self.assertIn('check --repair', done.err)

    def test_current_whole(self):
        """What a person may do then."""
        name = next(name for name in self.files if name.name == 'current')
        for place in sample(range((self.index.path / name).stat().st_size * 8), archive.POINTS * 4):
            with self.subTest(byte=place // 8, bit=place % 8):
                self.try_flip(name, place // 8, place % 8, ('add', '-'), True)
                archive.FAULTS['flipped bits'] += 1

    def test_after_a_kill(self):
        self.sweep(FLIPS_WITHOUT_SEAL if archive.POINTS else 0, False)


if __name__ == '__main__':
    unittest.main()
