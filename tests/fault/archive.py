"""An index under trial: the program run on it, with faults or without, and what the index then holds."""
import collections
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

PROGRAM = ''  # set by run.py, as are the next two
OTHER_ENGINE = ''  # to be preloaded; empty where there is none
POINTS = 8  # faults tried in each sweep; 0: at every place there is
SECONDS = 10  # that writers and readers run at once
FAULTS = collections.Counter()  # that met a run, by kind
TIMEOUT_SECONDS = 60

# A leak checker cannot work under strace, and what a killed program leaks is of no interest. For the other option see
# ../CMakeLists.txt.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(('VNIDX_', 'XDG_'))} | {
    'ASAN_OPTIONS': 'detect_leaks=0:new_delete_type_mismatch=0', 'LC_ALL': 'C.UTF-8'}

Done = collections.namedtuple('Done', 'status out err')


def document(name, edition='', words=60):
    """A document whose text follows from its id and edition; it holds the word `chung`."""
    text = f'Văn bản chung {edition} của {name}: Đảng ủy Khối học tập nghị quyết, Sở Y tế khám bệnh. '
    return {'id': name, 'title': f'Tin {name}', 'date': '2018-07-11', 'author': 'Lê Diệu', 'text': text * (words // 20)}


def documents(prefix, count, edition=''):
    return [document(f'{prefix}-{i}', edition) for i in range(count)]


def lines(documents_):
    return '\n'.join(json.dumps(each, ensure_ascii=False) for each in documents_).encode()


def execute(command, standard_input=b''):
    """Status as the shell gives it (128 + number for a signal), or `hangs`."""
    try:
        done = subprocess.run(command, input=standard_input, capture_output=True, env=ENVIRONMENT, timeout=TIMEOUT_SECONDS)
    except subprocess.TimeoutExpired:
        return Done('hangs', '', '')
    status = done.returncode if done.returncode >= 0 else 128 - done.returncode
    return Done(status, done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace'))


@functools.lru_cache
def strace_works():
    try:
        return subprocess.run(['strace', '-f', '-qq', '-e', 'trace=none', 'true'], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class Index:
    """A folder with an index in it. Use as a context: the folder goes with it."""

    def __init__(self, parent=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='vnidx-fault-', dir=parent))
        self.path = self.folder / 'index'

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def copy(self):
        other = Index()
        shutil.copytree(self.path, other.path, symlinks=True)
        return other

    def command(self, *arguments):
        return [PROGRAM, '--index', str(self.path), *arguments]

    def run(self, *arguments, standard_input=b''):
        return execute(self.command(*arguments), standard_input)

    def run_traced(self, calls, fault, *arguments, standard_input=b'', files=(), options=()):
        """Runs with a fault injected into system calls: `signal=KILL:when=3`, `error=ENOSPC:when=5+`; on these
        files only, if any are named. strace counts each call of each thread for itself."""
        inject = ['-e', f'inject={calls}:{fault}'] if fault else []
        for file in files:
            inject += ['-P', str(file)]
        log = self.folder / 'strace'
        return execute(['strace', '-f', '-qq', *options, '-o', str(log), '-e', f'trace={calls}', *inject,
                        *self.command(*arguments)], standard_input)

    def calls_made(self, calls, *arguments, standard_input=b''):
        """What a run did, and the places in it where a fault can be injected, in order: (`rename`, 2) is the second
        rename of a thread."""
        done = self.run_traced(calls, '', *arguments, standard_input=standard_input)
        counts = collections.Counter()
        places = {}
        for thread, call in re.findall(r'^(\d+) +(\w+)\(', (self.folder / 'strace').read_text(errors='replace'), re.MULTILINE):
            counts[thread, call] += 1
            places.setdefault((call, counts[thread, call]))
        return done, list(places)

    def state(self):
        """Every document the index holds by its id; an error as what was said of it."""
        done = self.run('export')
        if done.status not in (0, 1):
            return f'[{done.status}] {done.err}'
        return {each['id']: each for each in map(json.loads, done.out.splitlines())}

    def leftovers(self):
        """Files of the index's folder that a finished run should not leave."""
        current = (self.path / 'current').read_text().split()[3]
        return sorted({path.name for path in self.path.iterdir()} - {'current', 'lock', current})


def sample(items, most):
    """Up to `most` of the items, all for 0: the first and last ones, and some between."""
    count = len(items)
    if most == 0 or count <= most:
        return list(items)
    ends = most // 4
    inner = most - 2 * ends
    return [*items[:ends], *(items[ends + (count - 2 * ends) * i // inner] for i in range(inner)), *items[count - ends:]]
