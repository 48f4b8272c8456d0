"""logged.py LOG SCRIPT ARGUMENT…: runs another step, and keeps what it prints in LOG, for a build that fails to be explained by.

The directory of LOG is a cache that no result depends on. The exit status is that of the step, 128 and the signal where
it was killed.
"""

import os
import subprocess
import sys

# Bytes of the log that are kept: the cause of a failure is near its end.
LARGEST = 4_000_000


def main(log, command):
    # Only the step that made the log of this name may be explained by it.
    if os.path.exists(log):
        os.unlink(log)
    process = subprocess.Popen([sys.executable, "-B"] + command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    kept = []
    size = 0
    for block in iter(lambda: process.stdout.read1(1 << 16), b""):
        sys.stderr.buffer.write(block)
        sys.stderr.buffer.flush()
        kept.append(block)
        size += len(block)
        while size > LARGEST:
            size -= len(kept.pop(0))
    status = process.wait()
    if status != 0:
        with open(log, "wb") as file:
            file.writelines(kept)
    return status if status >= 0 else 128 - status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
