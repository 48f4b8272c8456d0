"""check.py JSON OUTPUT: imports modules and runs commands in the finished image, offline, as its user.

JSON: imports (module names), installed (module names, which may lack what is not installed), script (a console script
whose function is loaded, or null; any other word is left alone) and run (commands, each a list of words). OUTPUT, a
file, gets a JSON list of what failed: kind (import, script or run), what (of a script, `module:function`), and the last
words that it printed.
"""

import glob
import json
import os
import re
import subprocess
import sys

import foreign_file

KEPT_LINES = 10

# Without the work directory, in which a console script does not look for modules.
LOAD = """
import functools, importlib, sys
sys.path[:] = filter(None, sys.path)
module, _, names = sys.argv[1].partition(":")
functools.reduce(getattr, filter(None, names.split(".")), importlib.import_module(module))
"""


def main(request, output):
    failures = []
    for module in request["imports"]:
        attempt("import", module, [sys.executable, "-c", "import " + module], failures)
    for module in request.get("installed", []):
        tried = []
        attempt("import", module, [sys.executable, "-c", "import " + module], tried)
        failures += [failure for failure in tried if is_own_fault(failure["words"], request["installed"])]
    called = called_by(request["script"])
    # A package that cannot be imported is reported once.
    if called and called.split(":")[0].split(".")[0] not in [failure["what"] for failure in failures]:
        attempt("script", called, [sys.executable, "-c", LOAD, called], failures)
    for command in request["run"]:
        attempt("run", command, command, failures)
    foreign_file.write(output, json.dumps(failures, sort_keys=True).encode())


def is_own_fault(words, installed):
    """Whether an import failed for another reason than an optional package."""
    missing = re.search("^ModuleNotFoundError: No module named '([^'.]+)", words, re.MULTILINE)
    return missing is None or missing.group(1) in installed


def called_by(script):
    """The `module:function` of a console script, from installed metadata (Entry points specification)."""
    for directory in sys.path:
        for path in sorted(glob.glob(os.path.join(glob.escape(directory), "*.dist-info", "entry_points.txt"))):
            section = ""
            try:
                text = foreign_file.read_text(path)
            except OSError:
                continue
            for line in map(str.strip, text.splitlines()):
                name, separator, reference = line.partition("=")
                if line.startswith("["):
                    section = line
                elif separator and name.strip() == script and section in ("[console_scripts]", "[gui_scripts]"):
                    return reference.partition("[")[0].strip()
    return None


def attempt(kind, what, command, failures):
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        failures.append({"kind": kind, "what": what, "words": str(error)})
        return
    words = done.stdout.decode("utf-8", "replace")
    sys.stdout.write(words)
    sys.stdout.flush()
    if done.returncode != 0:
        last = "\n".join(words.splitlines()[-KEPT_LINES:])
        failures.append({"kind": kind, "what": what, "words": last or "exit code %d" % done.returncode})


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
