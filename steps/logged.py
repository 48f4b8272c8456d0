"""logged.py LOG SECONDS SCRIPT ARGUMENT…: runs another step and writes its output to LOG, because a
daemon keeps no output of a failed step. It always succeeds; the other step is stopped after
SECONDS. In place of SCRIPT, `--` may precede the words of any command.
"""

import os
import select
import signal
import subprocess
import sys
import threading
import time

import foreign_file

# Bytes: the cause of a failure is near the end of its log.
LARGEST = 2_000_000
# Seconds in which a stopped step ends.
GRACE = 5


def main(log, seconds, command):
    words = command[1:] if command[0] == "--" else [sys.executable, "-B"] + command
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGTERM))
    timer.start()
    end = time.monotonic() + seconds + GRACE
    printed = read(process.stdout, end)
    try:
        process.wait(max(0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        # It ignores the first signal, or its own child has stopped it.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    timer.cancel()
    foreign_file.write(log, printed[-LARGEST:])


def read(pipe, end):
    """The last bytes of a pipe, to its end or until a time: a process that left its group may keep it open."""
    printed = b""
    while select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
        block = os.read(pipe.fileno(), 1 << 16)
        if not block:
            break
        printed += block
        if len(printed) > 2 * LARGEST:
            printed = printed[-LARGEST:]
    return printed


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3:])
