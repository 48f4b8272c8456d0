"""fetch-build-environment.py JSON: installs the build requirements of a source from wheels, and runs nothing of them.

JSON: uv, python, index, source and subdirectory (see source_tree.py), requires (the build requirements that the source
declares; null: they are read from it), asked (a directory, whose asked.json may name further ones of the back end; null: it
was not queried yet), extra and constraints (further requirements, and versions that all have to meet; may be absent) and
environment (a directory). It gets a virtual environment and fetched.json: requires, and words, which are uv's message if
wheels are not enough, else null. It gets nothing if the back end was queried and requires nothing more.
Exit status 1: the index did not answer.
"""

import json
import os
import sys
import tempfile

import build_environment
import trusted_uv
from agreed import TOO_LARGE
from archive_limits import TooLarge
from index_settings import index_arguments
from requirement_lines import Refused, requirement_lines


def main(request):
    requires, words = request["requires"], None
    try:
        asked = build_environment.read_asked(request["asked"]) if request["asked"] else []
        if asked is None:
            return 0
        if requires is None:
            requires = build_environment.declared_requirements(request)
        install(request, requirement_lines(requires + request.get("extra", []) + asked))
    except (Refused, build_environment.Failed) as refused:
        words = str(refused)
    except TooLarge as failed:
        build_environment.fail(TOO_LARGE, failed)
    except trusted_uv.Failed as failed:
        sys.stderr.write(failed.words)
        if failed.is_temporary():
            return 1
        words = failed.words
    with open(os.path.join(request["environment"], build_environment.FETCHED), "w") as file:
        json.dump({"requires": requires or [], "words": words}, file, sort_keys=True)
    return 0


def install(request, lines):
    environment = trusted_uv.environment()
    uv, python = request["uv"], request["python"]
    trusted_uv.run(
        [uv, "venv", "--quiet", "--allow-existing", "--python", python, request["environment"]], environment
    )
    if not lines:
        return
    wanted = os.path.join(tempfile.mkdtemp(), "requirements.in")
    with open(wanted, "w") as file:
        file.write("\n".join(lines) + "\n")
    # Once: a second time uv would start the Python of the environment, and with it the packages installed there.
    trusted_uv.run(
        [
            uv, "pip", "install", "--quiet", "--only-binary", ":all:",
            "--python", build_environment.python_of(request["environment"]), "--requirement", wanted,
        ]  # fmt: skip
        + constrained(request.get("constraints", []))
        + index_arguments(request["index"]),
        environment,
    )


def constrained(constraints):
    if not constraints:
        return []
    path = os.path.join(tempfile.mkdtemp(), "constraints.txt")
    with open(path, "w") as file:
        file.write("\n".join(requirement_lines(constraints)) + "\n")
    return ["--constraint", path]


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
