"""Where packages are installed."""

import glob
import os


def site_packages_of(prefix):
    """For pure packages and others, which some systems keep apart; in a virtual environment lib64 is a link to lib."""
    found = {}
    for path in sorted(glob.glob(glob.escape(prefix) + "/lib*/python*/site-packages")):
        found.setdefault(os.path.realpath(path), path)
    return list(found.values())
