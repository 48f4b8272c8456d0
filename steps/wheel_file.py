"""The file of a wheel: the path itself, or the one file of a directory, because a compiled wheel gets its name from its build.

A build may leave anything in its directory: links, devices, files with other names.
"""

import os
import re
import stat

# Name, version, build tag and tags (PEP 427, "File name convention"): no part of it is a path.
WHEEL = re.compile(r"[A-Za-z0-9_.]+-[A-Za-z0-9_.+!]+(-[0-9][A-Za-z0-9_.]*)?(-[A-Za-z0-9_.]+){3}[.]whl")


def wheel_file(path):
    if not os.path.isdir(path):
        return path
    return os.path.join(path, only_wheel(path))


def only_wheel(directory):
    """The name of the only wheel in a directory; the process exits if there is not exactly one."""
    names = sorted(name for name in os.listdir(directory) if is_wheel(directory, name))
    if len(names) != 1:
        raise SystemExit("grocker: a build must make one wheel, not %s" % (", ".join(map(repr, names)) or "none"))
    return names[0]


def is_wheel(directory, name):
    return bool(WHEEL.fullmatch(name)) and stat.S_ISREG(os.lstat(os.path.join(directory, name)).st_mode)
