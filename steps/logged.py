"""logged.py LOG SECONDS SCRIPT ARGUMENT…: runs another step and writes its output to LOG, because a
daemon keeps no output of a failed step. It always succeeds; the other step is stopped after
SECONDS.
"""

import os
import signal
import subprocess
import sys
import threading

# Bytes: the cause of a failure is near the end of its log.
LARGEST = 2_000_000


def main(log, seconds, command):
    process = subprocess.Popen(
        [sys.executable, "-B"] + command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGTERM))
    timer.start()
    printed = process.stdout.read()
    process.wait()
    timer.cancel()
    with open(log, "wb") as file:
        file.write(printed[-LARGEST:])


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3:])
