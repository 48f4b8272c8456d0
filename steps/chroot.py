"""chroot.py ROOT SCRIPT ARGUMENT…: runs a script of this directory with ROOT as its root directory.

ROOT has the files of another machine, whose programs do not run here: modules are imported before, from the own files.
"""

import importlib
import os
import sys


def main(root, script, arguments):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), script)
    importlib.import_module(script[: -len(".py")])
    with open(path, encoding="utf-8") as file:
        code = compile(file.read(), path, "exec")
    os.chroot(root)
    os.chdir("/")
    sys.argv = [path] + arguments
    exec(code, {"__name__": "__main__", "__file__": path})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
