"""The changes that faults interrupt: each on an index of acknowledged documents, with what it holds before and after."""
import functools

from archive import Index, documents, lines

OLD = documents('old', 20)

# name: arguments, documents on standard input, ids it removes
CHANGES = {
    'small add': (('add', '-'), documents('new', 10) + documents('old', 5, 'changed'), []),
    'bulk add': (('add', '--jobs', '2', '-'), documents('new', 1100) + documents('old', 5, 'changed'), []),
    'remove': (('remove', *(f'old-{i}' for i in range(7))), [], [f'old-{i}' for i in range(7)]),
    'first add': (('add', '-'), documents('new', 10), []),
}


class Change:
    def __init__(self, name):
        arguments, put, removed = CHANGES[name]
        self.arguments = arguments
        self.standard_input = lines(put)
        self.base = Index()
        if name != 'first add':
            done = self.base.run('add', '-', standard_input=lines(OLD))
            assert done.status == 0, done.err
            self.before = self.base.state()
        else:
            self.base.path.mkdir()
            self.before = {}
        with self.base.copy() as changed:
            done = changed.run(*arguments, standard_input=self.standard_input)
            assert done.status == 0, done.err
            self.after = changed.state()
        assert len(self.after) == len({**self.before, **{each['id']: each for each in put}}) - len(removed)
        assert self.before != self.after

    def apply(self, index):
        return index.run(*self.arguments, standard_input=self.standard_input)

    def apply_traced(self, index, calls, fault):
        return index.run_traced(calls, fault, *self.arguments, standard_input=self.standard_input)

    def calls_made(self, calls):
        with self.base.copy() as index:
            done, places = index.calls_made(calls, *self.arguments, standard_input=self.standard_input)
            assert done.status == 0, done.err
            return places


@functools.lru_cache
def change(name):
    return Change(name)


def check_intact(test, index, made):
    """The index holds all of a change or nothing of it, answers, and takes the change when it is made again."""
    state = index.state()
    if isinstance(state, str) and not made.before:
        test.assertIn('[4]', state)  # a first run that was interrupted: there is no index yet
        state = {}
    test.assertIn(state, (made.before, made.after), 'half of a change is visible')
    if state:
        found = index.run('search', '--format', 'count', 'chung')
        test.assertEqual((found.status, found.out.strip()), (0, str(len(state))), found.err)
        phrase = index.run('search', '--format', 'ids', '--limit', '3', '"học tập nghị quyết"')
        test.assertEqual((phrase.status, len(phrase.out.splitlines())), (0, 3), phrase.err)
    if state == made.after:
        return
    again = made.apply(index)
    test.assertEqual(again.status, 0, again.err)
    test.assertEqual(index.state(), made.after)
    test.assertEqual(index.leftovers(), [])
