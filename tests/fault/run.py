#!/usr/bin/env python3
"""What happens to an index when the machine fails: kills, full disks, read and write errors, damaged files.

    run.py --vnidx BIN [--other-engine FILE] [--points N] [--seconds N] [NAME…]

Runs the tests of every *_test.py beside it, or those whose names are given (`kill_test`,
`kill_test.KillTest.test_bulk_add`). Each sweep tries N faults, spread over all places where one can happen; --points 0
tries them all, which takes an hour. Faults are injected into the program as it is, by strace. Where strace may not
trace, or a file system may not be mounted, the tests that need it are skipped and say so. So are those of an engine
whose tables the program does not know where FILE (../other_engine) is not given.
"""
import argparse
import pathlib
import sys
import unittest

import archive

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--vnidx', required=True, help='the program')
    parser.add_argument('--other-engine', help='has Xapian make its databases by another engine')
    parser.add_argument('--points', type=int, default=archive.POINTS, help='faults in each sweep (%(default)s)')
    parser.add_argument('--seconds', type=int, default=archive.SECONDS, help='how long writers and readers run at once (%(default)s)')
    parser.add_argument('names', nargs='*', help='tests to run (all)')
    options = parser.parse_args()
    archive.PROGRAM = str(pathlib.Path(options.vnidx).resolve())
    archive.OTHER_ENGINE = str(pathlib.Path(options.other_engine).resolve()) if options.other_engine else ''
    archive.POINTS, archive.SECONDS = options.points, options.seconds
    loader = unittest.TestLoader()
    names = options.names or sorted(path.stem for path in HERE.glob('*_test.py'))
    result = unittest.TextTestRunner(verbosity=2).run(loader.loadTestsFromNames(names))
    if archive.FAULTS:
        print('in all: ' + ', '.join(f'{count} {kind}' for kind, count in archive.FAULTS.items()))
    return 0 if result.wasSuccessful() else 1


if __name__ == '__main__':
    sys.path.insert(0, str(HERE))
    sys.exit(main())
