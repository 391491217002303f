"""The engines that scripts/bench compares: how each builds its index, answers a file of queries, and answers one query
in a fresh process. Of each run what it cost is measured by the kernel, for that process and its children alone.

The words of a query are asked for in one of four ways: "words" (any of them, ranked), "phrase", "near" (in this order,
with at most three words between them) and "prefix". An engine that cannot ask for one has no answers to it."""
import dataclasses
import glob
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclasses.dataclass
class Cost:
    wall: float  # seconds
    cpu: float  # seconds, of user and system
    peak: int  # bytes in memory at once
    traffic: int  # bytes read and written by system calls; what is mapped is not among them


def traffic(process):
    """Of a process that has ended and was not waited for."""
    with open(f'/proc/{process}/io', encoding='ascii') as lines:
        counts = dict(line.rstrip('\n').split(': ') for line in lines)
    return int(counts['rchar']) + int(counts['wchar'])


def start(command, output=os.devnull):
    """Starts `command` with its standard output in the file `output`; the number of its process."""
    into = [(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)]
    return os.posix_spawnp(command[0], command, os.environ, file_actions=into)


def run(command, output=os.devnull):
    """Runs `command` with its standard output in the file `output`; what it cost."""
    begin = time.perf_counter()
    process = start(command, output)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    wall = time.perf_counter() - begin
    moved = traffic(process)
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    # vnidx says by 1 that nothing was found, which is an answer too.
    if code not in (0, 1):
        raise SystemExit(f'bench: {" ".join(command)}: exit status {code}')
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, moved)


def run_together(commands):
    """Runs all at once; the seconds until the last has ended."""
    begin = time.perf_counter()
    processes = [start(command) for command in commands]
    codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
    if any(code not in (0, 1) for code in codes):
        raise SystemExit(f'bench: {" ".join(commands[0])}: exit statuses {codes}')
    return time.perf_counter() - begin


def drop_cached(path):
    """Has the kernel forget what it holds in memory of the files below `path`."""
    for folder, _, names in os.walk(path):
        for name in names:
            file = os.open(os.path.join(folder, name), os.O_RDONLY)
            os.fsync(file)  # what is not written cannot be forgotten
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def bytes_below(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


@dataclasses.dataclass
class Answer:
    microseconds: int
    ids: list  # of the ten best documents


def read_answers(path):
    """From lines of id, tab, microseconds, tab, ids."""
    answers = {}
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            id, microseconds, ids = line.rstrip('\n').split('\t')
            answers[id] = Answer(int(microseconds), ids.split())
    return answers


class Vnidx:
    name = 'vnidx'

    def __init__(self, program, work):
        self.program, self.work = program, work
        self.index = os.path.join(work, 'vnidx')
        self.version = subprocess.check_output([program, '--version'], text=True).strip()

    def build(self, collection):
        shutil.rmtree(self.index, ignore_errors=True)
        return run([self.program, '--index', self.index, '--quiet', 'add', os.path.join(collection, 'documents.jsonl')])

    EXPRESSIONS = {'words': '{}', 'phrase': '"{}"', 'near': '{} NEAR/3 {}', 'prefix': '{}*'}

    def batch(self, queries, way='words'):
        """The command that answers a file of queries, which is made anew in this engine's language."""
        asked = os.path.join(self.work, os.path.basename(queries))
        with open(queries, encoding='utf-8') as lines, open(asked, 'w', encoding='utf-8') as out:
            for line in lines:
                id, words = line.rstrip('\n').split('\t', 1)
                operands = words.split() if way == 'near' else [words]
                out.write(f'{id}\t{self.EXPRESSIONS[way].format(*operands)}\n')
        return [self.program, '--index', self.index, '--quiet', 'search', '--batch', asked, '--format', 'trec', '-n', '10']

    def search(self, queries, way='words'):
        hits, timing = os.path.join(self.work, 'hits.trec'), os.path.join(self.work, 'timing.tsv')
        cost = run([*self.batch(queries, way), '--timing', timing], hits)
        answers = {}
        with open(timing, encoding='utf-8') as lines:
            for line in lines:
                id, microseconds = line.split('\t')
                answers[id] = Answer(int(float(microseconds)), [])
        with open(hits, encoding='utf-8') as lines:
            for line in lines:
                id, _, document, _ = line.split(' ', 3)
                answers[id].ids.append(document)
        return answers, cost

    def cold(self, query):
        return [self.program, '--index', self.index, 'search', '--format', 'ids', '--quiet', query]

    def ask(self, *arguments):
        """The command of a fresh process that is given `arguments`."""
        return [self.program, '--index', self.index, '--quiet', *arguments]


class Fts5:
    name = 'SQLite FTS5'

    def __init__(self, work):
        sys.path.append(HERE)
        import fts5_engine
        self.cold_statement = fts5_engine.cold_statement
        self.program = [sys.executable, os.path.join(HERE, 'fts5_engine.py')]
        self.index = os.path.join(work, 'fts5')
        self.database = os.path.join(self.index, 'database')
        self.answers = os.path.join(work, 'fts5-answers.tsv')
        self.shell = shutil.which('sqlite3')
        self.version = 'SQLite ' + fts5_engine.sqlite3.sqlite_version

    def build(self, collection):
        shutil.rmtree(self.index, ignore_errors=True)
        os.mkdir(self.index)
        return run([*self.program, 'index', self.database, os.path.join(collection, 'documents.tsv')])

    def batch(self, queries, way='words'):
        return [*self.program, 'search', self.database, queries, way]

    def search(self, queries, way='words'):
        cost = run(self.batch(queries, way), self.answers)
        return read_answers(self.answers), cost

    def cold(self, query):
        return self.shell and [self.shell, self.database, self.cold_statement(query)]


class Lucene:
    name = 'Lucene'

    def __init__(self, work):
        self.index = os.path.join(work, 'lucene')
        self.answers = os.path.join(work, 'lucene-answers.tsv')
        classes = os.path.join(work, 'classes')
        path = ':'.join([classes, *self.jars()])
        subprocess.run(['javac', '-nowarn', '-encoding', 'UTF-8', '-cp', path, '-d', classes,
                        os.path.join(HERE, 'LuceneEngine.java')], check=True)
        # The encoding of arguments follows the locale; the heap is bounded so that its peak says something.
        self.program = ['env', 'LC_ALL=C.UTF-8', 'java', '-Xmx2g', '-cp', path, 'LuceneEngine']
        java = subprocess.run(['java', '-version'], capture_output=True, text=True, check=True).stderr
        lucene = re.search(r'lucene-core-([\d.]+)\.jar', path)
        self.version = f'Lucene {lucene[1]} ({java.splitlines()[0]})'

    @staticmethod
    def jars():
        """Those of Debian's liblucene8-java; none where it is not installed."""
        found = [glob.glob(f'/usr/share/java/lucene-{part}-8.*.jar') for part in ('core', 'analyzers-common')]
        return [jars[0] for jars in found if jars]

    @classmethod
    def installed(cls):
        return len(cls.jars()) == 2 and bool(shutil.which('javac'))

    def build(self, collection):
        shutil.rmtree(self.index, ignore_errors=True)
        return run([*self.program, 'index', self.index, os.path.join(collection, 'documents.tsv'),
                    str(len(os.sched_getaffinity(0)))])

    def batch(self, queries, way='words'):
        return [*self.program, 'search', self.index, queries, way]

    def search(self, queries, way='words'):
        cost = run(self.batch(queries, way), self.answers)
        return read_answers(self.answers), cost

    def cold(self, query):
        return [*self.program, 'one', self.index, query]
