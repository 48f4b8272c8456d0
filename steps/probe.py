"""probe.py OUTPUT: reports the target of wheels: Python's version, its build and the C library."""

import ctypes
import json
import platform
import subprocess
import sys
import sysconfig


def main(output):
    answer = {
        "executable": sys.executable,
        "version": platform.python_version(),
        "freeThreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "libc": libc(),
    }
    with open(output, "w") as file:
        json.dump(answer, file, sort_keys=True)


def libc():
    try:
        version = ctypes.CDLL(None).gnu_get_libc_version
    except AttributeError:
        return {"name": "musl", "version": musl_version()}
    version.restype = ctypes.c_char_p
    return {"name": "glibc", "version": version().decode()}


def musl_version():
    """musl's loader prints its version, and fails, when it is run without arguments (PEP 656)."""
    loader = "/lib/ld-musl-%s.so.1" % platform.machine()
    answer = subprocess.run([loader], stderr=subprocess.PIPE, universal_newlines=True).stderr
    (line,) = [line for line in answer.splitlines() if line.startswith("Version ")]
    return ".".join(line.split()[1].split(".")[:2])


if __name__ == "__main__":
    main(sys.argv[1])
