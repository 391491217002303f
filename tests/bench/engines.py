"""The engines that scripts/bench compares: how each builds its index, answers a file of queries, and answers one query
in a fresh process. Of each run what it cost is measured by the kernel, for that process and its children alone."""
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


def run(command, output=os.devnull):
    """Runs `command` with its standard output in the file `output`; what it cost."""
    start = time.perf_counter()
    into = [(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)]
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=into)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    # vnidx says by 1 that nothing was found, which is an answer too.
    if code not in (0, 1):
        raise SystemExit(f'bench: {" ".join(command)}: exit status {code}')
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


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

    def search(self, queries):
        hits, timing = os.path.join(self.work, 'hits.trec'), os.path.join(self.work, 'timing.tsv')
        cost = run([self.program, '--index', self.index, 'search', '--batch', queries, '--format', 'trec',
                    '--timing', timing, '-n', '10'], hits)
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

    def search(self, queries):
        cost = run([*self.program, 'search', self.database, queries], self.answers)
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

    def search(self, queries):
        cost = run([*self.program, 'search', self.index, queries], self.answers)
        return read_answers(self.answers), cost

    def cold(self, query):
        return [*self.program, 'one', self.index, query]
