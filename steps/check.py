"""check.py JSON OUTPUT: imports modules and runs commands in the finished image, offline, as its user.

JSON: imports (module names) and run (commands, each a list of words). OUTPUT, a file, gets a JSON
list of what failed: kind (import or run), what, and the last words that it printed.
"""

import json
import subprocess
import sys

KEPT_LINES = 10


def main(request, output):
    failures = []
    for module in request["imports"]:
        attempt("import", module, [sys.executable, "-c", "import " + module], failures)
    for command in request["run"]:
        attempt("run", command, command, failures)
    with open(output, "w") as file:
        json.dump(failures, file, sort_keys=True)


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
