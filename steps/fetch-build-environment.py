"""fetch-build-environment.py JSON: installs the build requirements of a source from wheels, and runs nothing of them.

JSON: uv, python, index, source and subdirectory (see source_tree.py), requires (the build requirements that the source
declares; null: they are read from it), asked (a directory, whose asked.json may name further ones of the back end; null: it
was not queried yet), extra and constraints (further requirements, and versions that all have to meet; may be absent),
byteCode (whether there will be several builds; may be absent) and environment (a directory). It gets a virtual environment
and fetched.json: requires, and words, which say why wheels are not enough, else null. It gets nothing if the back end was
queried and requires nothing more.
Exit statuses: agreed.py.
"""

import http.client
import json
import os
import socket
import sys
import tempfile
import urllib.error

import build_environment
import chosen_wheels
import trusted_uv
from agreed import BAD_SOURCE, NO_ANSWER, TOO_LARGE
from archive_limits import Damaged, TooLarge
from byte_code import compile_files
from index_settings import index_arguments
from requirement_lines import Refused, requirement_lines
from site_packages import site_packages_of
from source_tree import BadSource

# A server that is not there, or a connection that is cut or stalls.
UNREACHABLE = (urllib.error.URLError, http.client.HTTPException, ConnectionError, socket.timeout)


def main(request):
    requires, words = request["requires"], None
    try:
        asked = build_environment.read_asked(request["asked"]) if request["asked"] else []
        if asked is None:
            return 0
        if requires is None:
            requires = build_environment.declared_requirements(request)
        install(request, requirement_lines(requires + request.get("extra", []) + asked))
    except BadSource as failed:
        build_environment.fail(BAD_SOURCE, failed)
    except (Refused, build_environment.Failed, chosen_wheels.Unfetched, Damaged) as refused:
        words = str(refused)
    except TooLarge as failed:
        build_environment.fail(TOO_LARGE, failed)
    except UNREACHABLE as failed:
        build_environment.fail(NO_ANSWER, failed)
    except trusted_uv.Failed as failed:
        sys.stderr.write(failed.words)
        if failed.is_temporary():
            return NO_ANSWER
        words = failed.words
    with open(os.path.join(request["environment"], build_environment.FETCHED), "w") as file:
        json.dump({"requires": requires or [], "words": words}, file, sort_keys=True)
    return 0


def install(request, lines):
    environment = trusted_uv.environment(request["index"])
    uv, python = request["uv"], request["python"]
    trusted_uv.run(
        [uv, "venv", "--quiet", "--allow-existing", "--python", python, request["environment"]], environment
    )
    if not lines:
        return
    wheels = chosen_wheels.chosen_wheels(resolved(request, lines, environment), trusted_uv.own_cache())
    if not wheels:
        return
    # Once: a second time uv would start the Python of the environment, and with it the packages installed there.
    trusted_uv.run(
        [
            uv, "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps",
            "--python", build_environment.python_of(request["environment"]), "--",
        ]  # fmt: skip
        + wheels,
        environment,
        most=None,
    )
    # Only faster: each process of a build would compile its back end again, in memory.
    if request.get("byteCode"):
        compile_files(modules(request["environment"]), "")


def modules(environment):
    """The modules of an environment that a build may import."""
    return [
        os.path.join(directory, name)
        for root in site_packages_of(environment)
        for directory, _, names in os.walk(root)
        for name in names
        if name.endswith(".py") and "/tests" not in directory[len(root) :]
    ]


def resolved(request, lines, environment):
    """The lock of requirements, as a document (PEP 751)."""
    work = tempfile.mkdtemp()
    lock = os.path.join(work, "pylock.toml")
    with open(os.path.join(work, "requirements.in"), "w") as file:
        file.write("\n".join(lines) + "\n")
    trusted_uv.run(
        [
            request["uv"], "pip", "compile", "--quiet", "--format", "pylock.toml", "--only-binary", ":all:",
            "--python", request["python"], "--output-file", lock,
        ]  # fmt: skip
        + constrained(request.get("constraints", []))
        + index_arguments(request["index"])
        + [file.name],
        environment,
    )
    with open(lock, "rb") as file:
        return build_environment.toml_parser().load(file)


def constrained(constraints):
    if not constraints:
        return []
    path = os.path.join(tempfile.mkdtemp(), "constraints.txt")
    with open(path, "w") as file:
        file.write("\n".join(requirement_lines(constraints)) + "\n")
    return ["--constraint", path]


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
