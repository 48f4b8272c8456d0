"""Programs of a compiler stage whose calls are recorded in a build without that stage.

A build that continues without a compiler, for example with optional extension modules, would make another package.
"""

import os
import sysconfig

import foreign_file

DIRECTORY = "/build/watched"
CALLED = "/build/called"
NAMES = [
    "ar", "as", "c++", "cc", "clang", "clang++", "cpp", "g++", "gcc", "gcc-ar", "gfortran", "ld",
    "make", "python3-config", "ranlib",
]  # fmt: skip


def watch():
    """Puts programs of these names first in PATH, which record their call and fail."""
    os.makedirs(DIRECTORY)
    for name in names():
        path = os.path.join(DIRECTORY, name)
        with open(path, "w") as file:
            file.write('#!/bin/sh\nprintf "%s\\n" "${0##*/} $*" >>' + CALLED + "\nexit 127\n")
        os.chmod(path, 0o755)
        # For callers of its usual path.
        usual = os.path.join("/usr/bin", name)
        if not os.path.lexists(usual):
            os.symlink(path, usual)


def names():
    """Those of every Debian and Alpine, and those that this Python was compiled with."""
    own = (sysconfig.get_config_var(name) for name in ("CC", "CXX", "AR", "LDSHARED", "LINKCC"))
    first = {os.path.basename(text.split()[0]) for text in own if text}
    triplet = sysconfig.get_config_var("MULTIARCH")
    prefixed = [triplet + "-" + name for name in NAMES] if triplet else []
    return sorted(first.union(NAMES, prefixed))


def in_front(environment):
    """The variables of a process that finds the programs first."""
    return dict(environment, PATH=DIRECTORY + ":" + environment.get("PATH", ""))


def called():
    """The first recorded call; None if there was none."""
    if not os.path.lexists(CALLED):
        return None
    try:
        return foreign_file.read_text(CALLED).split("\n", 1)[0].strip()
    except OSError as error:
        return "its record cannot be read: %s" % error
