#!/usr/bin/env python3
"""Kills and failing system calls: nothing that was committed is lost, and the next run needs no repair.

  sweep.py --vnidx BIN [--every N]

Runs `vnidx add` (small and large) and `vnidx remove` under strace, which kills it at the n-th write, sync or rename, or
makes that call fail with ENOSPC or EIO. After each run: the index answers, every document committed before is there,
those of the run are all there or none, and the same command succeeds. Then flips bytes of every file of an index:
commands may say that it is damaged, never crash. Without strace the first part is passed over, and it says so."""
import argparse, json, os, shutil, subprocess, sys, tempfile

CALLS = ('pwrite64', 'write', 'fsync', 'fdatasync', 'rename')
arguments = argparse.ArgumentParser()
arguments.add_argument('--vnidx', required=True)
arguments.add_argument('--every', type=int, default=0, help='take every N-th call (default: about 3 of each kind)')
options = arguments.parse_args()
work = tempfile.mkdtemp(prefix='vnidx-fault-')
passed = failed = 0


def run(*command, index=None):
    return subprocess.run([options.vnidx, '--index', index or f'{work}/index', '-q', *command], capture_output=True)


def check(holds, what):
    global passed, failed
    passed, failed = passed + holds, failed + (not holds)
    if not holds:
        print('FAILED', what, flush=True)


def write_documents(path, first, count):
    with open(path, 'w', encoding='utf-8') as file:
        for i in range(first, first + count):
            file.write(json.dumps({'id': f'd{i}', 'title': f'Tin {i}', 'text': f'Hội nghị lần {i} bàn việc trồng mía.'}) + '\n')


def ids():
    out = run('export')
    return out.returncode, {json.loads(line)['id'] for line in out.stdout.splitlines()}


def count_calls(call, command):
    trace = f'{work}/trace'
    subprocess.run(['strace', '-f', '-qq', '-o', trace, '-e', f'trace={call}', options.vnidx, '--index', f'{work}/index',
                    '-q', *command], capture_output=True)
    with open(trace, errors='replace') as file:
        return sum(f'{call}(' in line for line in file)


def restore():
    shutil.rmtree(f'{work}/index', ignore_errors=True)
    shutil.copytree(f'{work}/before', f'{work}/index')


def sweep(name, command, before, after):
    for call in CALLS:
        restore()
        total = count_calls(call, command)
        step = options.every or max(1, total // 3)
        for n in range(1, total + 1, step):
            for fault in ('signal=KILL', 'error=ENOSPC', 'error=EIO'):
                restore()
                done = subprocess.run(['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                                       f'inject={call}:{fault}:when={n}', options.vnidx, '--index', f'{work}/index', '-q',
                                       *command], capture_output=True)
                what = f'{name}: {fault} at {call} {n} of {total}, exit {done.returncode}'
                status, there = ids()
                check(status == 0 and there in (before, after), f'{what}: {len(there)} documents, export exits {status}')
                if done.returncode == 0:
                    check(there == after, f'{what}: said it was done')
                elif fault != 'signal=KILL':
                    # strace counts calls by thread: at the first write the message itself is what fails.
                    said = done.stderr.count(b'\n') >= 1 or (call, n) == ('write', 1)
                    check(done.returncode in (1, 2, 3, 5, 6, 7) and said, f'{what}: {done.stderr!r}')
                again = run(*command)
                check(ids()[1] == after, f'{what}: the next run gives {again.returncode}, {again.stderr!r}')


def flips():
    for folder, _, files in os.walk(f'{work}/before'):
        for file in files:
            size = os.path.getsize(os.path.join(folder, file))
            for at in sorted({size * i // 12 for i in range(12)}) if size else ():
                restore()
                path = os.path.join(folder, file).replace(f'{work}/before', f'{work}/index')
                with open(path, 'r+b') as target:
                    target.seek(at)
                    byte = target.read(1)
                    target.seek(at)
                    target.write(bytes([byte[0] ^ 0xff]))
                for command in (['search', 'mía'], ['export'], ['orgs']):
                    status = run(*command).returncode
                    check(status in (0, 1, 4, 6, 7), f'byte {at} of {file} flipped: {command[0]} exits {status}')


try:
    write_documents(f'{work}/old', 0, 300)
    write_documents(f'{work}/few', 300, 20)
    write_documents(f'{work}/many', 300, 1500)
    old = {f'd{i}' for i in range(300)}
    run('add', '--format', 'jsonl', f'{work}/old')
    shutil.move(f'{work}/index', f'{work}/before')
    if shutil.which('strace') and subprocess.run(['strace', 'true'], capture_output=True).returncode == 0:
        sweep('small add', ['add', '--format', 'jsonl', f'{work}/few'], old, old | {f'd{i}' for i in range(300, 320)})
        sweep('large add', ['add', '--jobs', '1', '--format', 'jsonl', f'{work}/many'], old, old | {f'd{i}' for i in range(300, 1800)})
        sweep('remove', ['remove', 'd7'], old, old - {'d7'})
    else:
        print('no strace: kills and failing calls were passed over')
    flips()
finally:
    shutil.rmtree(work, ignore_errors=True)
print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)
