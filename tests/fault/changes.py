"""The changes that faults interrupt: each on an index of acknowledged documents, with what it holds before and after."""
import collections
import functools

from archive import Index, documents, lines

OLD = documents('old', 20)
MANY = documents('old', 450)
FILED = documents('filed', 30)
# Files of a folder that was added, and what became of them; None: it is gone.
FILES = {'một.jsonl': FILED[:10], 'hai.jsonl': FILED[10:20], 'ba.jsonl': FILED[20:]}
CHANGED_FILES = {'một.jsonl': documents('filed', 5, 'changed') + FILED[5:10], 'ba.jsonl': None, 'bốn.jsonl': documents('new', 10)}


def ids_of(documents_):
    return [each['id'] for each in documents_]


Plan = collections.namedtuple('Plan', 'before arguments put removed files changed_files', defaults=([], [], {}, {}))

# What is changed: the runs that make the index, each its arguments and documents; then the arguments of the change,
# its documents on standard input, and the ids it removes. Where there are files, their folder is added last of all.
PLANS = {
    'small add': Plan([(('add', '-'), OLD)], ('add', '-'), documents('new', 10) + documents('old', 5, 'changed')),
    'bulk add': Plan([(('add', '-'), OLD)], ('add', '--jobs', '2', '-'), documents('new', 1100) + documents('old', 5, 'changed')),
    'remove': Plan([(('add', '-'), OLD)], ('remove', *ids_of(OLD[:7])), [], ids_of(OLD[:7])),
    'first add': Plan([], ('add', '-'), documents('new', 10)),
    # So many that the index is built anew.
    'remove many': Plan([(('add', '-'), MANY)], ('remove', *ids_of(MANY[:250])), [], ids_of(MANY[:250])),
    'compact': Plan([(('add', '-'), OLD), (('add', '-'), documents('more', 20)), (('remove', 'old-1'), [])], ('compact',)),
    'update': Plan([(('add', '-'), OLD)], ('update',), files=FILES, changed_files=CHANGED_FILES),
    'reindex': Plan([(('add', '-'), OLD)], ('reindex',), files=FILES, changed_files=CHANGED_FILES),
}


class Change:
    def __init__(self, name):
        plan = PLANS[name]
        self.arguments = plan.arguments
        self.standard_input = lines(plan.put)
        self.base = Index()
        self.base.path.mkdir()
        for arguments, put in plan.before:
            done = self.base.run(*arguments, standard_input=lines(put))
            assert done.status == 0, done.err
        if plan.files:
            self.write_files(plan.files)
            done = self.base.run('add', str(self.folder()))
            assert done.status == 0, done.err
            self.write_files(plan.changed_files)
        self.before = self.base.state() if plan.before else {}
        with self.base.copy() as changed:
            done = self.apply(changed)
            assert done.status == 0, done.err
            self.after = changed.state()
        put = [each for file in ([plan.put, *plan.changed_files.values()]) for each in file or ()]
        removed = {id_ for name, now in plan.changed_files.items() if now is None for id_ in ids_of(plan.files[name])}
        expected = self.before | {each['id']: each for each in put}
        assert self.after.keys() == expected.keys() - removed - set(plan.removed)

    def folder(self):
        return self.base.folder / 'files'  # copies of the index remember it, too

    def write_files(self, files):
        self.folder().mkdir(exist_ok=True)
        for name, documents_ in files.items():
            if documents_ is None:
                (self.folder() / name).unlink()
            else:
                (self.folder() / name).write_bytes(lines(documents_))

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


def state_of(index, made):
    """What the index holds; nothing where the first run of all was interrupted and there is none yet."""
    state = index.state()
    return {} if isinstance(state, str) and state.startswith('[4]') and not made.before else state


def check_intact(test, index, made):
    """The index holds all of a change or nothing of it, is whole, answers, and takes the change when it is made again."""
    state = state_of(index, made)
    test.assertIn(state, (made.before, made.after), 'half of a change is visible')
    if state:
        checked = index.run('check')
        test.assertEqual(checked.status, 0, checked.out + checked.err)
        found = index.run('search', '--format', 'count', 'chung')
        test.assertEqual((found.status, found.out.strip()), (0, str(len(state))), found.err)
        phrase = index.run('search', '--format', 'ids', '--limit', '3', '"học tập nghị quyết"')
        test.assertEqual((phrase.status, len(phrase.out.splitlines())), (0, 3), phrase.err)
    if state == made.after != made.before:
        # What the killed run left goes with the next one, though that has nothing to do.
        idle = index.run('update')
        test.assertEqual(idle.status, 0, idle.err)
        test.assertEqual(index.leftovers(), [])
        return
    again = made.apply(index)
    test.assertEqual(again.status, 0, again.err)
    test.assertEqual(index.state(), made.after)
    test.assertEqual(index.leftovers(), [])
