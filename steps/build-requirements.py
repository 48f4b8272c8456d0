"""build-requirements.py JSON OUTPUT: finds the wheels that a source distribution or tree is built with.

JSON: uv, python, source, subdirectory, configSettings, envs, index. OUTPUT gets JSON: static (what
[build-system] requires), dynamic (what the back end asks for when it is run) and lock (a pylock.toml
of both); or, where there is no answer, the line "error" and the words of who failed.
"""

import json
import os
import subprocess
import sys
import tempfile

import build_environment
from index_settings import index_settings
from source_tree import source_tree


class Failed(Exception):
    pass


def main(request, output):
    environment = dict(
        os.environ,
        HOME="/tmp",
        UV_CACHE_DIR="/var/cache/grocker/uv",
        **index_settings(request["index"]),
    )
    environment.update(request["envs"])
    try:
        answer = json.dumps(requirements(request, source_tree(request), environment))
    except Failed as error:
        print(error, file=sys.stderr)
        answer = "error\n" + str(error)
    with open(output, "w") as file:
        file.write(answer)


def requirements(request, tree, environment):
    uv = request["uv"]
    system = build_environment.build_system(tree, toml_parser(uv, request["python"], environment))
    static = list(system["requires"])
    build_environment.create(uv, request["python"], environment)
    install = [uv, "pip", "install", "--quiet", "--python", build_environment.PYTHON]
    if static:
        with_wheels(install, static, environment)
    try:
        dynamic = build_environment.asked_requirements(
            tree, system, request["configSettings"], environment
        )
    except subprocess.CalledProcessError:
        raise Failed("its build back end failed when it was asked what it needs; the log above says why")
    return {
        "static": static,
        "dynamic": dynamic,
        "lock": locked(uv, static + dynamic, environment) if static + dynamic else "",
    }


def locked(uv, requirements, environment):
    work = tempfile.mkdtemp()
    wanted = os.path.join(work, "requirements.in")
    with open(wanted, "w") as file:
        file.write("\n".join(requirements) + "\n")
    # A fixed name: the file's name is what tells uv its format.
    lock = os.path.join(work, "pylock.toml")
    command = [
        uv, "pip", "compile", "--format", "pylock.toml", "--quiet", "--no-header", "--no-annotate",
        "--python", build_environment.PYTHON, "--output-file", lock,
    ]  # fmt: skip
    with_wheels(command, [wanted], environment)
    with open(lock) as file:
        return file.read()


def with_wheels(command, arguments, environment):
    """Of what has a wheel in some version that fits, that one is taken; only where that is not all, the newest of each."""
    try:
        run(command + ["--only-binary", ":all:", "--"] + arguments, environment)
    except Failed:
        run(command + ["--"] + arguments, environment)


def toml_parser(uv, python, environment):
    parser = build_environment.toml_parser()
    if parser is None:
        # A Python older than 3.11, without pip.
        work = tempfile.mkdtemp()
        run([uv, "pip", "install", "--quiet", "--python", python, "--target", work, "tomli"], environment)
        sys.path.append(work)
        import tomli

        parser = tomli
    return parser


def run(command, environment):
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode != 0:
        raise Failed(done.stderr)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
