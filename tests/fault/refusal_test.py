"""The operating system refuses: a disk that is full or broken, from one system call on or at that call alone."""
import re
import unittest

import archive
from changes import change, check_intact, state_of

# No `write`: messages are written so too. What goes through it is made durable by fsync and rename.
CALLS = 'pwrite64,fsync,fdatasync,rename'
DAMAGED, IO = 6, 7


@unittest.skipUnless(archive.strace_works(), 'strace cannot trace here')
class RefusalTest(unittest.TestCase):
    def check_message(self, done):
        messages = done.err.splitlines()
        self.assertEqual(len(messages), 1, done.err)
        self.assertRegex(messages[0], r'^vnidx: .+: .+')
        self.assertEqual(done.out, '')

    def sweep(self, name, error, once):
        made = change(name)
        failed = 0
        for call, when in archive.sample(made.calls_made(CALLS), archive.POINTS):
            fault = f'error={error}:when={when}' + ('' if once else '+')
            with self.subTest(call=call, fault=fault), made.base.copy() as index:
                done = made.apply_traced(index, call if once else CALLS, fault)
                self.assertIn(done.status, (0, DAMAGED, IO), done.err)
                if done.status == 0:
                    self.assertEqual(index.state(), made.after, 'a failure went unnoticed')
                else:
                    failed += 1
                    self.check_message(done)
                    told = made.after if re.search('the changes (themselves are committed|are there)', done.err) else made.before
                    self.assertEqual(state_of(index, made), told, done.err)
                    if error == 'ENOSPC':
                        self.assertEqual(done.status, IO, done.err)
                        self.assertIn('No space left on device', done.err)
                check_intact(self, index, made)
        print(f'{name}: {failed} runs failed by {error}')
        archive.FAULTS[error] += failed
        self.assertGreater(failed, 0)

    def test_full_disk_in_small_add(self):
        self.sweep('small add', 'ENOSPC', once=False)

    def test_full_disk_in_bulk_add(self):
        self.sweep('bulk add', 'ENOSPC', once=False)

    def test_full_disk_in_remove(self):
        self.sweep('remove', 'ENOSPC', once=False)

    def test_full_disk_in_first_add(self):
        self.sweep('first add', 'ENOSPC', once=False)

    def test_full_disk_in_compact(self):
        self.sweep('compact', 'ENOSPC', once=False)

    def test_full_disk_in_remove_many(self):
        self.sweep('remove many', 'ENOSPC', once=False)

    def test_full_disk_in_update(self):
        self.sweep('update', 'ENOSPC', once=False)

    def test_full_disk_in_reindex(self):
        self.sweep('reindex', 'ENOSPC', once=False)

    def test_one_error_in_small_add(self):
        self.sweep('small add', 'EIO', once=True)

    def test_one_error_in_bulk_add(self):
        self.sweep('bulk add', 'EIO', once=True)

    def test_one_error_in_remove(self):
        self.sweep('remove', 'EIO', once=True)

    def test_one_error_in_compact(self):
        self.sweep('compact', 'EIO', once=True)

    def test_one_error_in_remove_many(self):
        self.sweep('remove many', 'EIO', once=True)

    def test_one_error_in_update(self):
        self.sweep('update', 'EIO', once=True)

    def test_one_error_in_reindex(self):
        self.sweep('reindex', 'EIO', once=True)

    def test_disk_full_for_write_alone(self):
        """Small files are written with `write`; their failure is told too, unless it is the message that is lost."""
        for name in ('small add', 'bulk add'):
            made = change(name)
            for _, when in made.calls_made('write'):
                with self.subTest(change=name, when=when), made.base.copy() as index:
                    done = made.apply_traced(index, 'write', f'error=ENOSPC:when={when}')
                    self.assertIn(done.status, (0, IO), done.err)
                    if done.status == 0:
                        self.assertEqual(index.state(), made.after, 'a failure went unnoticed')
                    check_intact(self, index, made)

    def test_reading_fails(self):
        """A disk that cannot be read is told, and never read as an empty index."""
        made = change('small add')
        commands = (('search', '--format', 'ids', 'chung'), ('show', 'old-1'), ('export',), ('orgs',), ('info',))
        refused = 0
        for command in commands:
            whole = made.base.run(*command)
            self.assertEqual(whole.status, 0)
            for when in (1, 2, 4):
                with self.subTest(command=command, when=when), made.base.copy() as index:
                    files = [path for path in index.path.glob('g*/*') if path.is_file()]
                    done = index.run_traced('read,pread64', f'error=EIO:when={when}+', *command, files=files)
                    refused += done.status != 0
                    self.assertIn(done.status, (0, DAMAGED, IO), done.err)
                    if done.status != 0:
                        self.assertRegex(done.err, r'^vnidx: .+')
                    elif command != ('info',):
                        self.assertEqual(done.out, whole.out)
        self.assertGreater(refused, len(commands))


if __name__ == '__main__':
    unittest.main()
