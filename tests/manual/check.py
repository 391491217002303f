#!/usr/bin/env python3
"""check.py --vnidx BIN PAGE: whether the manual page tells of the commands and options that the program has, and of
no others, each with the value it takes; and whether mandoc, where it is installed, finds nothing wrong with it."""
import argparse
import re
import shutil
import subprocess
import sys

# "  -n,--limit N                print at most N hits (10)"
HELP_OPTION = re.compile(r'^  (?P<names>-\S+)(?: (?P<value>\S+))?(?:  |$)')
# ".It Fl n , -limit Ar N", ".It Fl -marks Cm smart | exact | ignore", ".It Fl -wait Ns Op = Ns Ar SEC"
PAGE_OPTION = re.compile(r'^\.It Fl (?P<names>\w+ , -[\w-]+|[\w-]+)(?: (?:Ar|Cm) (?P<value>.*)|$| Ns)')


def options_of_help(lines):
    found = filter(None, map(HELP_OPTION.match, lines))
    return {(option['names'], option['value'] or '') for option in found}


def options_of_page(lines):
    found = filter(None, map(PAGE_OPTION.match, lines))
    return {(','.join('-' + name for name in option['names'].split(' , ')), (option['value'] or '').replace(' ', ''))
            for option in found}


def sections(page):
    """Name of a command → its lines; what stands before the first command and behind the last under ''."""
    found, name, section = {'': []}, '', ''
    for line in page.splitlines():
        if line.startswith('.Ss ') and section == 'COMMANDS':
            name = line.split()[1]
        elif line.startswith('.Sh '):
            name, section = '', line.split(maxsplit=1)[1]
        found.setdefault(name, []).append(line)
    return found


def differences(vnidx, page):
    def help_of(*command):
        return subprocess.run([vnidx, *command, '--help'], check=True, capture_output=True, text=True).stdout.splitlines()

    program = help_of()
    told = sections(page)
    commands = [line.split()[0] for line in program[program.index('Commands:') + 1:] if line]
    for name in sorted(set(told) ^ {'', *commands}):
        yield f'{name}: a command of ' + ('the page alone' if name in told else 'the program alone')
    for name in ['', *commands]:
        has = options_of_help(help_of(name) if name else program)
        if name:
            has.discard(('-h,--help', ''))  # the page tells of it once for all
        for option, value in sorted(has ^ options_of_page(told.get(name, []))):
            where = 'the program' if (option, value) in has else 'the page'
            yield f'{name or "vnidx"}: {option} {value}: so in {where} alone'


parser = argparse.ArgumentParser()
parser.add_argument('--vnidx', required=True)
parser.add_argument('page')
arguments = parser.parse_args()
with open(arguments.page, encoding='utf-8') as file:
    found = list(differences(arguments.vnidx, file.read()))
if shutil.which('mandoc'):
    found += subprocess.run(['mandoc', '-Tlint', '-W', 'warning', arguments.page], capture_output=True,
                            text=True).stdout.splitlines()
print('\n'.join(found) or 'the page tells what the program has')
sys.exit(1 if found else 0)
