"""A file system that is really full: a small tmpfs."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from archive import Index, documents, lines

SIZES = (256, 700, 1500)  # KB, of which none holds the whole run


class FullDiskTest(unittest.TestCase):
    def setUp(self):
        if os.geteuid() != 0:
            self.skipTest('only root may mount a small file system')
        self.mount = pathlib.Path(tempfile.mkdtemp(prefix='vnidx-fault-'))
        self.addCleanup(shutil.rmtree, self.mount, ignore_errors=True)

    def full_disk(self, kilobytes):
        done = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={kilobytes}k', 'vnidx-fault', str(self.mount)], capture_output=True)
        if done.returncode != 0:
            self.skipTest('a small file system cannot be mounted here')
        self.addCleanup(self.unmount)

    def unmount(self):
        if os.path.ismount(self.mount):
            subprocess.run(['umount', str(self.mount)], check=False)

    def test_disk_fills(self):
        small = documents('old', 5)
        large = lines(documents('new', 3000))
        for kilobytes in SIZES:
            with self.subTest(kilobytes=kilobytes):
                self.full_disk(kilobytes)
                index = Index(self.mount)
                first = index.run('add', '-', standard_input=lines(small))
                self.assertIn(first.status, (0, 7), first.err)
                before = index.state()
                done = index.run('add', '-', standard_input=large)
                self.assertEqual(done.status, 7, done.err)
                self.assertIn('No space left on device', done.err)
                self.assertEqual(len(done.err.splitlines()), 1, done.err)
                if first.status == 0:
                    self.assertEqual(index.state(), before)
                    self.assertEqual(len(before), len(small))
                    self.assertEqual(index.run('search', '--format', 'count', 'chung').out.strip(), str(len(small)))
                    # With room again the same run succeeds.
                    subprocess.run(['mount', '-o', 'remount,size=100m', str(self.mount)], check=True)
                    again = index.run('add', '-', standard_input=large)
                    self.assertEqual(again.status, 0, again.err)
                    self.assertEqual(len(index.state()), len(small) + 3000)
                    self.assertEqual(index.leftovers(), [])
                self.unmount()


if __name__ == '__main__':
    unittest.main()
