"""Lets as many steps work at once as there are processors; others wait.

Containers have equal shares of the processors: without turns, a dozen installs leave a fourteenth to the step beside
them that all of the build waits for.
"""

import fcntl
import os
import time

# Seconds until a step works in any case.
LONGEST = 60


def wait_for_turn(directory, size):
    """Takes one of the turns in a directory that the steps share, and keeps it until the process ends.

    The larger the work (bytes), the more often a step looks, so that large ones mostly come first.
    """
    pause = max(0.005, 0.2 / (1 + size / 1e6))
    names = ["%s/%d" % (directory, turn) for turn in range(len(os.sched_getaffinity(0)))]
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    files = [os.open(name, flags, 0o644) for name in names]
    until = time.monotonic() + LONGEST
    while not any(taken(file) for file in files) and time.monotonic() < until:
        time.sleep(pause)


def taken(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except BlockingIOError:
        return False
