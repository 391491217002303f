"""Whether what is acknowledged survives a power cut: the order in which a run writes, syncs and renames."""
import re
import unittest

import archive
from archive import Index, documents, lines

CALLS = 'mkdir,fsync,fdatasync,rename,pwrite64,write'


@unittest.skipUnless(archive.strace_works(), 'strace cannot trace here')
class DurabilityTest(unittest.TestCase):
    def events(self, index, *arguments, standard_input=b''):
        """What a run did, in order: (`sync`, path), (`rename`, from, to), (`write`, path), (`mkdir`, path)."""
        done = index.run_traced(CALLS, '', *arguments, standard_input=standard_input, options=('-y',))
        self.assertEqual(done.status, 0, done.err)
        events = []
        for line in (index.folder / 'strace').read_text(errors='replace').splitlines():
            if match := re.match(r'\d+ +(fsync|fdatasync|write|pwrite64)\(\d+<(.+?)>', line):
                events.append(('sync' if 'sync' in match[1] else 'write', match[2]))
            elif match := re.match(r'\d+ +(mkdir|rename)\("(.+?)"(?:, "(.+?)")?.*\) = 0', line):
                events.append(tuple(filter(None, match.groups())))
        return events

    def check_published(self, index, events):
        """All files of a generation are synced before it is named, and each name before what rests on it."""
        current = str(index.path / 'current')
        # A new index first says that it has none.
        named = max(i for i, event in enumerate(events) if event == ('rename', current + '.new', current))
        moved = next(i for i, event in enumerate(events) if event[0] == 'rename' and re.search(r'/g\d+$', event[2]))
        built, generation = events[moved][1:]
        for file in index.path.glob('g*/*'):
            if str(file.parent) != generation or file.name == 'flintlock':
                continue
            path = f'{built}/{file.name}'
            last_write = max((i for i, event in enumerate(events) if event == ('write', path)), default=-1)
            self.assertIn(('sync', path), events[last_write + 1:moved], file.name)
        self.assertIn(('sync', built), events[:moved])
        self.assertIn(('sync', str(index.path)), events[moved:named])
        self.assertIn(('sync', current + '.new'), events[:named])
        self.assertIn(('sync', str(index.path)), events[named:])

    def test_new_index(self):
        with Index() as index:
            index.path = index.folder / 'new' / 'index'
            events = self.events(index, 'add', '-', standard_input=lines(documents('d', 20)))
            self.check_published(index, events)
            for folder in (index.path.parent, index.path):
                made = events.index(('mkdir', str(folder)))
                self.assertIn(('sync', str(folder.parent)), events[made:], f'{folder} may be gone after a power cut')

    def test_new_generation(self):
        with Index() as index:
            index.run('add', '-', standard_input=lines(documents('d', 20)))
            self.check_published(index, self.events(index, 'reindex'))
            self.check_published(index, self.events(index, 'add', '-', standard_input=lines(documents('e', 1100))))

    def test_change_in_place(self):
        """Tables are synced before the version file that names their roots, and the seal is broken before all of that."""
        with Index() as index:
            index.run('add', '-', standard_input=lines(documents('d', 20)))
            generation = next(index.path.glob('g*'))
            events = self.events(index, 'add', '-', standard_input=lines(documents('e', 5)))
            first = min(i for i, event in enumerate(events) if event[0] == 'write' and event[1].endswith('.glass'))
            self.assertIn(('sync', str(generation)), events[:first], 'the seal may still be there')
            commit = next(i for i, event in enumerate(events) if event[0] == 'rename' and event[2].endswith('iamglass'))
            for table in ('postlist.glass', 'docdata.glass'):
                written = [i for i, event in enumerate(events) if event == ('write', str(generation / table))]
                if written:
                    self.assertLess(max(written), commit)
                    self.assertIn(('sync', str(generation / table)), events[max(written):commit], table)
            self.assertIn(('sync', str(generation / 'seal') + '.new'), events[commit:])


if __name__ == '__main__':
    unittest.main()
