#!/usr/bin/env python3
"""Runs a command on a terminal of its own, types each line of standard input when it prompts, and prints what came
out: control characters as \\xNN, those of line ends apart. A line that begins with `!` is not typed: a shell carries it
out before the next one.

    terminal.py PROMPT COMMAND…
"""
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios

prompt, command = sys.argv[1].encode(), sys.argv[2:]
lines = sys.stdin.buffer.read().splitlines()
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 60, 0, 0))
    os.execvp(command[0], command)
output, answered = b'', 0
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:  # how Linux tells that the other side is closed
        break
    if not piece:
        break
    output += piece
    while lines and output.count(prompt) > answered:
        line = lines.pop(0)
        if line.startswith(b'!'):
            subprocess.run(['bash', '-c', line[1:]], check=True)
            continue
        answered += 1
        os.write(terminal, line + b'\n')
text = output.decode('utf-8', 'backslashreplace').replace('\r\n', '\n')
sys.stdout.write(re.sub(r'[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]',
                        lambda match: f'\\x{ord(match[0]):02x}', text))
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
