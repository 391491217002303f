#!/usr/bin/env python3
"""End-to-end tests of the vnidx program.

    run.py --vnidx BIN [--other-engine FILE] [--update] [NAME…]

A case is a folder of cases/. Its `cmd` is run by bash in an empty folder, which is also HOME, with BIN as `vnidx` on
the PATH, $TESTDATA naming the repository's testdata/, $TERMINAL naming terminal.py, $OTHER_ENGINE naming FILE
(../other_engine), and the functions of functions.sh. What it writes must be what the files `stdout` and `stderr` hold,
and its status what `status` holds (a file that is not there stands for nothing, or 0). --update writes these files anew
from what happened: read the difference before committing it.

What differs from run to run is replaced before comparing, by the table PLACEHOLDERS below. A case that needs something
that is not there (a pseudo-terminal for $TERMINAL, another user for as_stranger, root for chown, tesseract with
Vietnamese, the right to mount for in_own_mounts, FILE for $OTHER_ENGINE) is skipped, and the reason is printed.
"""
import argparse
import concurrent.futures
import difflib
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE / 'cases'
TESTDATA = HERE.parent.parent / 'testdata'
TIMEOUT_SECONDS = 120

# (what it is, pattern, what stands for it)
PLACEHOLDERS = [
    ("end of an id, a hash of where the document came from", r'\b([a-z0-9-]+-)[0-9a-f]{16}\b', r'\1{hash}'),
    ('times in messages', r'\b\d+\.\d ms\b', '{ms} ms'),
    ('times in JSON', r'"ms":\d+(\.\d+)?', '"ms":{ms}'),
    ('scores in JSON', r'"score":\d+(\.\d+)?(e-?\d+)?', '"score":{score}'),
    ('scores in tsv', r'\t\d+\.\d{4}\t', '\t{score}\t'),
    ('scores in trec', r' \d+\.\d{4} vnidx$', ' {score} vnidx'),
    ('processes', r'\(process \d+\)', '(process {pid})'),
    ('speed of add', r'in \d+\.\d s \([\d.]+ [kMGT]?B/s\)', 'in {s} s ({size}/s)'),
    ('size of an index', r'^(size on disk +)[\d.]+ [kMGT]?B$', r'\1{size}'),
    ('size of an index in JSON', r'"bytes":\d+', '"bytes":{bytes}'),
    ('generation', r'^(generation +)\S+$', r'\1{generation}'),
    ('generation in JSON', r'"generation":"[^"]*"', '"generation":"{generation}"'),
]


def replace_placeholders(text, work):
    text = text.replace(str(work), '{work}').replace(str(TESTDATA), '{testdata}')
    for _, pattern, name in PLACEHOLDERS:
        text = re.sub(pattern, name, text, flags=re.MULTILINE)
    return text


def environment(options, work):
    keep = {k: v for k, v in os.environ.items() if not k.startswith(('XDG_', 'VNIDX_')) and k != 'NO_COLOR'}
    binaries = work.parent / 'bin'
    binaries.mkdir()
    (binaries / 'vnidx').symlink_to(options.vnidx)
    return keep | {'HOME': str(work), 'PATH': f'{binaries}:{keep["PATH"]}', 'TESTDATA': str(TESTDATA),
                   'TERMINAL': str(HERE / 'terminal.py'), 'OTHER_ENGINE': str(options.other_engine),
                   'LC_ALL': 'C.UTF-8', 'TERM': 'xterm', 'TZ': 'UTC'}


def run(case, options):
    """What happened: the texts of stdout, stderr and status."""
    with tempfile.TemporaryDirectory(prefix='vnidx-cli-') as temp:
        work = pathlib.Path(temp).resolve() / 'work'
        work.mkdir()
        command = ['bash', '-c', '. "$1"; . "$2"', 'bash', HERE / 'functions.sh', case / 'cmd']
        try:
            done = subprocess.run(command, cwd=work, env=environment(options, work), timeout=TIMEOUT_SECONDS,
                                  stdin=subprocess.DEVNULL, capture_output=True)
        except subprocess.TimeoutExpired:
            return {'stdout': '', 'stderr': '', 'status': f'still running after {TIMEOUT_SECONDS} s\n'}
        finally:  # a case may take rights away from its folders
            subprocess.run(['chmod', '-R', 'u+rwX', temp], check=False)
        text = {name: replace_placeholders(out.decode('utf-8', 'backslashreplace'), work)
                for name, out in (('stdout', done.stdout), ('stderr', done.stderr))}
        return text | {'status': f'{done.returncode}\n'}


def lacks_terminals():
    """Why there can be no pseudo-terminals here; nothing where there can."""
    try:
        ends = pty.openpty()
    except OSError as error:
        return f'no pseudo-terminals here: {error}'
    for end in ends:
        os.close(end)
    return ''


def expected(case):
    files = {name: case / name for name in ('stdout', 'stderr', 'status')}
    text = {name: path.read_text(encoding='utf-8') if path.exists() else '' for name, path in files.items()}
    return text | {'status': text['status'] or '0\n'}


def update(case, happened):
    for name, text in happened.items():
        if text in ('', '0\n') and (name == 'status' or text == ''):
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_text(text, encoding='utf-8')


def difference(case, happened):
    lines = []
    for name, want in expected(case).items():
        lines += difflib.unified_diff(want.splitlines(keepends=True), happened[name].splitlines(keepends=True),
                                      f'{case.name}/{name}', f'{case.name}/{name} (now)')
    return ''.join(line if line.endswith('\n') else line + '\n' for line in lines)


def lacks_strangers():
    """Why no command can run as another user; empty where it can. Who is not root is stranger enough."""
    if os.getuid() != 0:
        return ''
    try:
        as_nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'true']
        done = subprocess.run(as_nobody, capture_output=True, text=True)
    except OSError as error:
        return f'setpriv: {error.strerror}'
    return done.stderr.strip() if done.returncode else ''


def lacks_superuser():
    return '' if os.getuid() == 0 else 'files can be given to another user by root only'


def lacks_tesseract():
    try:
        listed = subprocess.run(['tesseract', '--list-langs'], capture_output=True, text=True).stdout
    except OSError as error:
        return f'tesseract: {error.strerror}'
    return '' if 'vie' in listed.split() else 'tesseract does not know Vietnamese'


def lacks_mounts():
    """Why nothing can be mounted here, not even where nobody else sees it; empty where it can."""
    try:
        done = subprocess.run(['unshare', '--mount', 'mount', '--bind', '/tmp', '/tmp'], capture_output=True, text=True)
    except OSError as error:
        return f'unshare: {error.strerror}'
    return done.stderr.strip() if done.returncode else ''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--vnidx', required=True, type=lambda path: pathlib.Path(path).resolve(strict=True))
    parser.add_argument('--other-engine', type=lambda path: pathlib.Path(path).resolve(strict=True))
    parser.add_argument('--update', action='store_true')
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()

    cases = sorted(path.parent for path in CASES.glob('*/cmd') if not options.names or path.parent.name in options.names)
    if missing := set(options.names) - {case.name for case in cases}:
        sys.exit(f'no such case: {", ".join(sorted(missing))}')
    skipped = []
    for need, lack in ('$TERMINAL', lacks_terminals()), ('as_stranger', lacks_strangers()), \
            ('chown ', lacks_superuser()), ('tesseract', lacks_tesseract()), \
            ('in_own_mounts', lacks_mounts()), \
            ('$OTHER_ENGINE', '' if options.other_engine else 'no --other-engine'):
        for case in cases:
            if lack and need in (case / 'cmd').read_text(encoding='utf-8'):
                print(f'SKIPPED {case.name}: {lack}')
                skipped.append(case)
    cases = [case for case in cases if case not in skipped]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, happened in zip(cases, pool.map(lambda each: run(each, options), cases)):
            if options.update:
                update(case, happened)
            elif text := difference(case, happened):
                failed += 1
                print(f'FAILED {case.name}\n{text}')
    print(f'{len(cases) - failed} passed, {failed} failed' + (f', {len(skipped)} skipped' if skipped else ''))
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
