"""The environment that a build back end runs in (PEP 517, PEP 518), at one fixed path.

The path of a header in it, of numpy or pybind11, ends up in compiled files.
"""

import contextlib
import json
import os
import subprocess
import sys

import foreign_file
import source_tree
from index_settings import trusted_authorities
from source_tree import BadSource, read_file

ENVIRONMENT = "/build/environment"
# The report of fetch-build-environment.py in an environment that it made.
FETCHED = "fetched.json"
# In the output of a step that ran a back end: its further requirements.
ASKED = "asked.json"
# Bytes of it.
MOST_ASKED = 1000000


def python_of(environment):
    return environment + "/bin/python"


PYTHON = python_of(ENVIRONMENT)
HOOK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "build_hook.py")
# The defaults of PEP 518 and PEP 517 for a tree without [build-system].
DEFAULT = {
    "requires": ["setuptools>=40.8.0"],
    "build-backend": "setuptools.build_meta:__legacy__",
}


class Failed(Exception):
    """Why a back end gives no answer, for the user."""


def create(uv, python, environment):
    subprocess.check_call([uv, "venv", "--quiet", "--python", python, ENVIRONMENT], env=environment)


def activated(environment):
    """The variables of a process that runs in the environment: its programs come first."""
    return dict(
        environment,
        VIRTUAL_ENV=ENVIRONMENT,
        PATH=ENVIRONMENT + "/bin:" + environment.get("PATH", ""),
    )


def build_system(tree, parser):
    """The table [build-system] of a tree, with its defaults; None without a parser of TOML."""
    path = os.path.join(tree, "pyproject.toml")
    if not os.path.exists(path):
        return DEFAULT
    if parser is None:
        return None
    with readable_project(), open(path, "rb") as file:
        return with_defaults(parser.load(file))


@contextlib.contextmanager
def readable_project():
    try:
        yield
    except (OSError, ValueError, RecursionError) as error:
        raise BadSource("its pyproject.toml cannot be read: %s" % error)


def with_defaults(document):
    """The table [build-system] of a document, which has to name its requirements (PEP 518) and may name a back end."""
    system = document.get("build-system")
    if system is None:
        return DEFAULT
    if not isinstance(system, dict) or not is_texts(system.get("requires")):
        raise BadSource("the [build-system] of its pyproject.toml has no `requires` with a list of texts")
    made = dict({"build-backend": DEFAULT["build-backend"], "backend-path": []}, **system)
    if not isinstance(made["build-backend"], str):
        raise BadSource("`build-backend` in its pyproject.toml is no text")
    if not is_texts(made["backend-path"]):
        raise BadSource("`backend-path` in its pyproject.toml is no list of texts")
    return made


def is_texts(value):
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def toml_parser():
    """From the standard library since 3.11, else from pip or the tool image; None if there is none."""
    try:
        import tomllib

        return tomllib
    except ImportError:
        pass
    try:
        from pip._vendor import tomli

        return tomli
    except ImportError:
        pass
    sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "toml"))
    try:
        import tomllib

        return tomllib
    except ImportError:
        return None


def declared_requirements(request):
    """The build requirements that the source of a request declares, without running it."""
    text = read_file(request, "pyproject.toml")
    if text is None:
        return DEFAULT["requires"]
    with readable_project():
        return with_defaults(toml_parser().loads(text.decode("utf-8")))["requires"]


def read_asked(directory):
    """The requirements that a back end named; None if nothing was missing.

    Its code may have written the file, or made it a link to a file that it cannot read itself.
    """
    try:
        text = foreign_file.read(os.path.join(directory, ASKED), MOST_ASKED)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Failed("its build requirements cannot be read: %s" % (error.strerror or error))
    return listed(parsed(text))


def listed(asked):
    """The requirements that a back end named, if they are a list of texts."""
    if not is_texts(asked):
        raise Failed("its build requirements are not a list")
    return asked


def parsed(text):
    """The value of JSON; None if it is none."""
    try:
        return json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def fetched():
    """The report of fetch-build-environment.py on the environment; None for another environment."""
    path = os.path.join(ENVIRONMENT, FETCHED)
    if not os.path.exists(path):
        return None
    with open(path) as file:
        return json.load(file)


def has_all(uv, wanted, environment):
    """Whether installed packages meet the requirements: without an index there are no others."""
    if not wanted:
        return True
    install = [uv, "pip", "install", "--quiet", "--dry-run", "--python", PYTHON, "--"]
    return subprocess.call(install + wanted, env=environment, stderr=subprocess.DEVNULL) == 0


def offline(request):
    """The variables of a process that runs a package's code: no configuration, no index, a cache that ends with the step."""
    environment = dict(
        os.environ,
        HOME="/tmp",
        UV_CACHE_DIR="/tmp/uv",
        UV_LINK_MODE="copy",
        UV_NO_CONFIG="1",
        UV_NO_INDEX="1",
        UV_OFFLINE="1",
        **(trusted_authorities() if request.get("network") else {})
    )
    environment.update(request["envs"])
    return environment


def asked_requirements(tree, system, config_settings, environment):
    """The requirements that the back end names when it runs: get_requires_for_build_wheel."""
    settings = merged(config_settings)
    return listed(called(tree, system, "get_requires_for_build_wheel", [settings], environment) or [])


def called(tree, system, hook, arguments, environment):
    """The answer of a hook of the back end (PEP 517), in a separate process; None if it has no such hook."""
    import tempfile

    with tempfile.TemporaryDirectory() as work:
        answer = os.path.join(work, "answer.json")
        request = {
            "backend": system["build-backend"],
            "path": [within(tree, path) for path in system.get("backend-path", [])],
            "hook": hook,
            "arguments": arguments,
            "answer": answer,
        }
        subprocess.check_call(
            [PYTHON, HOOK, json.dumps(request)], cwd=tree, env=activated(environment)
        )
        try:
            return parsed(foreign_file.read(answer))
        except OSError as error:
            raise Failed("its build back end left no answer: %s" % (error.strerror or error))


def within(tree, path):
    """A directory of the back end, which has to be one of its source (PEP 517), here also one beside its project."""
    place, root = os.path.normpath(os.path.join(tree, path)), os.path.realpath(source_tree.BUILD)
    if os.path.commonpath([os.path.realpath(place), root]) != root:
        raise BadSource("`backend-path` in its pyproject.toml leads out of it: %r" % path)
    return place


def merged(config_settings):
    """[[key, value]…] as a dictionary; a key that is given several times has a list."""
    settings = {}
    for key, value in config_settings:
        settings.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else values for key, values in settings.items()}


def fail(status, *words):
    print("grocker:", *words, file=sys.stderr)
    sys.exit(status)
