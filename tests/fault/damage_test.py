"""Files of an index with bytes changed, cut or emptied: every command ends, with a status that says how."""
import json
import unittest

from archive import Index, documents, lines, sample

FOUND, NOTHING_FOUND, NO_INDEX, DAMAGED, IO = 0, 1, 4, 6, 7

COMMANDS = [
    ('search', '--format', 'jsonl', 'chung học tập'),
    ('search', '--format', 'jsonl', '--org', 'so y te', 'dang uy "hoc tap" kham*'),
    ('show', 'd-7'),
    ('export',),
    ('orgs',),
    ('info',),
    ('check',),
]
OFFSETS = 12


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 0xff]) + content[at + 1:]


def overwritten(content, at):
    return content[:at] + b'\0' * min(200, len(content) - at) + content[at + 200:]


class DamageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.index = Index()
        cls.addClassCleanup(cls.index.__exit__)
        cls.written = documents('d', 300)
        done = cls.index.run('add', '-', standard_input=lines(cls.written))
        assert done.status == 0, done.err
        cls.state = cls.index.state()
        cls.generation = next(path for path in cls.index.path.iterdir() if path.name.startswith('g'))
        for command in COMMANDS:
            done = cls.index.run(*command)
            assert done.status == 0, done.err

    def check_commands(self, index, allowed):
        # Without a seal there is nothing to compare with; else check finds everything.
        found = (NO_INDEX, DAMAGED) if next(index.path.glob('g*/seal'), None) else (FOUND, DAMAGED)
        for command in COMMANDS:
            done = index.run(*command)
            with self.subTest(command=command):
                self.assertIn(done.status, allowed if command != ('check',) else found, done.err)
                if done.status in (DAMAGED, IO, NO_INDEX):
                    self.assertEqual(len(done.err.splitlines()), 1, done.err)
                    self.assertRegex(done.err, '^vnidx: ')
                if command == ('export',):
                    # What is printed is what was stored.
                    for line in done.out.splitlines():
                        document = json.loads(line)
                        self.assertEqual(document, self.state.get(document['id']))

    def check_file(self, path, allowed=(FOUND, NOTHING_FOUND, DAMAGED, IO)):
        content = path.read_bytes()
        name = path.relative_to(self.index.path)
        cases = [('empty', b''), ('gone', None), ('half', content[:len(content) // 2]), ('twice', content + content)]
        for at in sample(range(len(content)), OFFSETS):
            cases.append((f'byte {at} flipped', flipped(content, at)))
        for at in sample(range(len(content)), OFFSETS // 3):
            cases.append((f'bytes from {at} zero', overwritten(content, at)))
        with self.index.copy() as index:
            for what, damaged in cases:
                if damaged == content:  # these bytes were zero before
                    continue
                with self.subTest(file=str(name), damage=what):
                    if damaged is None:
                        (index.path / name).unlink()
                    else:
                        (index.path / name).write_bytes(damaged)
                    self.check_commands(index, allowed)

    def test_current(self):
        self.check_file(self.index.path / 'current', (FOUND, NO_INDEX, DAMAGED, IO))

    def test_version_file(self):
        self.check_file(self.generation / 'iamglass')

    def test_postings(self):
        self.check_file(self.generation / 'postlist.glass')

    def test_stored_documents(self):
        self.check_file(self.generation / 'docdata.glass')

    def test_pair_statistics(self):
        self.check_file(self.generation / 'pairs')

    def test_organizations(self):
        self.check_file(self.generation / 'organizations')

    def test_seal(self):
        self.check_file(self.generation / 'seal', (FOUND,))

    def test_sums_of_blocks(self):
        for name in ('postlist.sums', 'docdata.sums'):
            self.check_file(self.generation / name, (FOUND,))

    def test_spare_copy(self):
        self.check_file(self.generation / 'spare', (FOUND,))

    def test_every_file_is_tried(self):
        names = {path.name for path in self.generation.iterdir()}
        self.assertEqual(names - {'flintlock'},
                         {'iamglass', 'postlist.glass', 'postlist.sums', 'docdata.glass', 'docdata.sums', 'pairs',
                          'organizations', 'seal', 'spare'})


if __name__ == '__main__':
    unittest.main()
