"""resolve.py JSON OUTPUT: resolves requirements to a pylock.toml (PEP 751) for the running Python.

JSON (a file): uv, requirements (PEP 508), constraints (the text of a constraints file), project (a
directory whose metadata must be asked for, or null), extras, groups, index, findLinks (directories and urls), noIndex,
prereleases, noBinary, onlyBinary, onlyThese (without their dependencies).
OUTPUT gets the lock; or, where uv finds no answer, the line "error" or, where a package's metadata
could only be had by building it, "build", and uv's own words.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

from index_settings import index_settings

# Where the files of the context are that a request names.
CONTEXT = "/run/grocker/context"


def main(request, output):
    work = tempfile.mkdtemp()
    os.makedirs(CONTEXT, exist_ok=True)
    lock = os.path.join(CONTEXT, "pylock.toml")
    status, errors = compile_lock(request, work, lock)
    if status == 0:
        with open(lock) as file, open(output, "w") as answer:
            answer.write(relative_paths(file.read()))
        return
    sys.stderr.write(errors)
    kind = "build" if needs_build(errors) else "error"
    with open(output, "w") as file:
        file.write(kind + "\n" + errors)


def relative_paths(lock):
    """uv writes files of the context with absolute paths; in a lock beside them they are relative."""
    lock = lock.replace('path = "' + CONTEXT + '"', 'path = "."').replace('path = "' + CONTEXT + "/", 'path = "')
    return re.sub(
        'url = "file://' + re.escape(CONTEXT) + '/([^"]*)"',
        lambda match: 'path = "' + urllib.parse.unquote(match.group(1)) + '"',
        lock,
    )


def compile_lock(request, work, lock):
    inputs = [written(work, "requirements.in", "\n".join(request["requirements"]))]
    if request["project"]:
        inputs.append(project_file(request["project"], work))
    command = [
        request["uv"], "pip", "compile", "--format", "pylock.toml", "--quiet", "--no-header",
        "--no-annotate", "--python", sys.executable, "--output-file", lock,
    ]  # fmt: skip
    if request["onlyThese"]:
        command.append("--no-deps")
    if request["noIndex"]:
        command.append("--no-index")
    if request["prereleases"]:
        command += ["--prerelease", "allow"]
    if request["constraints"]:
        command += ["--constraint", written(work, "constraints.txt", request["constraints"])]
    for extra in request["extras"] if request["project"] else []:
        command += ["--extra", extra]
    for group in request["groups"] if request["project"] else []:
        command += ["--group", os.path.join(os.path.dirname(inputs[-1]), "pyproject.toml") + ":" + group]
    for name in request["noBinary"]:
        command += ["--no-binary", name]
    if request["onlyBinary"] is True:
        command += ["--only-binary", ":all:"]
    else:
        for name in request["onlyBinary"]:
            command += ["--only-binary", name]
    environment = dict(
        os.environ,
        HOME="/tmp",
        UV_CACHE_DIR="/var/cache/grocker/uv",
        **index_settings(
            dict(request["index"], findLinks=[links_place(place) for place in request["findLinks"]])
        ),
    )
    done = subprocess.run(
        command + inputs, env=environment, stderr=subprocess.PIPE, universal_newlines=True
    )
    return done.returncode, done.stderr


def links_place(written):
    return written if "://" in written else os.path.join(CONTEXT, written)


def project_file(project, work):
    """A copy, for a build back end writes beside the sources that it is asked about."""
    tree = os.path.join(work, "project")
    shutil.copytree(project, tree, symlinks=True)
    for name in ("pyproject.toml", "setup.py", "setup.cfg"):
        if os.path.exists(os.path.join(tree, name)):
            return os.path.join(tree, name)
    raise SystemExit("no pyproject.toml, setup.py or setup.cfg in the project")


def needs_build(errors):
    return any(
        word in errors
        for word in ("Failed to build", "build backend", "Build backend", "Git executable not found")
    )


def written(work, name, text):
    path = os.path.join(work, name)
    with open(path, "w") as file:
        file.write(text + "\n")
    return path


if __name__ == "__main__":
    with open(sys.argv[1]) as request_file:
        main(json.load(request_file), sys.argv[2])
