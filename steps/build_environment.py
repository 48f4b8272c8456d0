"""The environment that a build back end runs in (PEP 517, PEP 518), at one fixed path.

A header that it brings, of numpy or pybind11, leaves its path in what is compiled with it.
"""

import json
import os
import subprocess
import sys

ENVIRONMENT = "/build/environment"
PYTHON = ENVIRONMENT + "/bin/python"
HOOK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "build_hook.py")
# What PEP 518 and PEP 517 say of a tree without [build-system].
DEFAULT = {
    "requires": ["setuptools>=40.8.0"],
    "build-backend": "setuptools.build_meta:__legacy__",
}


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
    with open(path, "rb") as file:
        system = parser.load(file).get("build-system")
    if system is None:
        return DEFAULT
    return dict({"build-backend": DEFAULT["build-backend"]}, **system)


def toml_parser():
    """Of the standard library since 3.11; pip has one, too; None where there is neither."""
    try:
        import tomllib

        return tomllib
    except ImportError:
        pass
    try:
        from pip._vendor import tomli

        return tomli
    except ImportError:
        return None


def asked_requirements(tree, system, config_settings, environment):
    """What the back end asks for when it is run: get_requires_for_build_wheel."""
    import tempfile

    with tempfile.TemporaryDirectory() as work:
        answer = os.path.join(work, "answer.json")
        request = {
            "backend": system["build-backend"],
            "path": system.get("backend-path", []),
            "hook": "get_requires_for_build_wheel",
            "arguments": [merged(config_settings)],
            "answer": answer,
        }
        subprocess.check_call(
            [PYTHON, HOOK, json.dumps(request)], cwd=tree, env=activated(environment)
        )
        with open(answer) as file:
            return json.load(file) or []


def merged(config_settings):
    """[[key, value]…] as a dictionary; a key that is given several times has a list."""
    settings = {}
    for key, value in config_settings:
        settings.setdefault(key, []).append(value)
    return {key: values[0] if len(values) == 1 else values for key, values in settings.items()}


def fail(status, *words):
    print("grocker:", *words, file=sys.stderr)
    sys.exit(status)
