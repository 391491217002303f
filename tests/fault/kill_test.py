"""The program is killed at one system call after the other: what was acknowledged stays, what was not is whole or absent."""
import unittest

import archive
from changes import change, check_intact, state_of

CALLS = 'pwrite64,write,fsync,fdatasync,rename,ftruncate,unlink,unlinkat,mkdir'
KILLED = 128 + 9
INTERRUPTED = 130


def sweep_kills(test, name, made):
    """A run that is killed at whatever place leaves all of its change or nothing of it, and is done again."""
    places = archive.sample(made.calls_made(CALLS), archive.POINTS)
    killed = 0
    for call, when in places:
        with test.subTest(call=call, when=when), made.base.copy() as index:
            done = made.apply_traced(index, call, f'signal=KILL:when={when}')
            test.assertIn(done.status, (0, KILLED), done.err)
            killed += done.status == KILLED
            if done.status == 0:
                test.assertEqual(index.state(), made.after)
            check_intact(test, index, made)
    print(f'{name}: killed {killed} times')
    archive.FAULTS['kills'] += killed
    # Threads share the work as it comes, so that the last calls of the busiest one need not come again.
    test.assertGreaterEqual(killed, len(places) // 2)


@unittest.skipUnless(archive.strace_works(), 'strace cannot trace here')
class KillTest(unittest.TestCase):
    def sweep(self, name):
        sweep_kills(self, name, change(name))

    def stop(self, name):
        """A run that is asked to stop does so and leaves the index as it was, or does what it was about to."""
        made = change(name)
        stopped = 0
        for call, when in archive.sample(made.calls_made(CALLS), archive.POINTS):
            with self.subTest(call=call, when=when), made.base.copy() as index:
                done = made.apply_traced(index, call, f'signal=TERM:when={when}')
                self.assertIn(done.status, (0, INTERRUPTED), done.err)
                stopped += done.status == INTERRUPTED
                self.assertEqual(state_of(index, made), made.after if done.status == 0 else made.before)
                check_intact(self, index, made)
        print(f'{name}: stopped {stopped} times')
        archive.FAULTS['stops'] += stopped

    def test_stop_small_add(self):
        self.stop('small add')

    def test_stop_bulk_add(self):
        self.stop('bulk add')

    def test_stop_remove(self):
        self.stop('remove')

    def test_stop_compact(self):
        self.stop('compact')

    def test_stop_update(self):
        self.stop('update')

    def test_stop_reindex(self):
        self.stop('reindex')

    def test_small_add(self):
        self.sweep('small add')

    def test_bulk_add(self):
        self.sweep('bulk add')

    def test_remove(self):
        self.sweep('remove')

    def test_first_add(self):
        self.sweep('first add')

    def test_compact(self):
        self.sweep('compact')

    def test_remove_many(self):
        self.sweep('remove many')

    def test_update(self):
        self.sweep('update')

    def test_reindex(self):
        self.sweep('reindex')

    def test_killed_twice(self):
        """What a killed run left is no trouble for the next one, killed as well."""
        made = change('bulk add')
        places = made.calls_made(CALLS)
        with made.base.copy() as index:
            for call, when in (places[len(places) // 2], places[-3], places[len(places) // 3], places[-1]):
                made.apply_traced(index, call, f'signal=KILL:when={when}')
            check_intact(self, index, made)
            again = made.apply(index)
            self.assertEqual(again.status, 0, again.err)
            self.assertEqual(index.leftovers(), [])


if __name__ == '__main__':
    unittest.main()
