"""compile.py JSON: makes the wheel of one sdist or source tree, in the compiler stage.

JSON: uv, python, name, source (an archive or a directory, read-only), subdirectory, out,
configSettings ([[key, value]…]), envs ({name: value}), index, epoch (seconds) and requirements: the
wheels that it is built with (files, or directories with one), with which nothing else is asked for, or null: uv finds them; repository: true
where its build asks git.
Exit status 3: it asks for something that requirements do not have; 4: for a repository that is not there, or git.
"""

import glob
import json
import os
import re
import subprocess
import sys

import build_environment
from index_settings import index_settings
from source_tree import has_repository, source_tree
from wheel_file import wheel_file

INCOMPLETE = 3
NO_REPOSITORY = 4


def main(request):
    tree = source_tree(request)
    environment = dict(
        os.environ, HOME="/tmp", PYTHONHASHSEED="0", SOURCE_DATE_EPOCH=str(request["epoch"])
    )
    if request["requirements"] is None:
        environment.update(index_settings(request["index"]), UV_CACHE_DIR="/var/cache/grocker/uv")
    else:
        environment.update(
            UV_NO_CONFIG="1", UV_OFFLINE="1", UV_NO_INDEX="1", UV_LINK_MODE="copy", UV_CACHE_DIR="/tmp/uv"
        )
    environment.update(request["envs"])
    command = [request["uv"], "build", "--wheel", "--out-dir", request["out"], "--no-create-gitignore"]
    for key, value in request["configSettings"]:
        command += ["--config-setting", key + "=" + value]
    if request["requirements"] is None:
        command += ["--python", request["python"]]
    else:
        install_requirements(request, tree, environment)
        environment = build_environment.activated(environment)
        command += ["--no-build-isolation", "--python", build_environment.PYTHON]
    status = subprocess.call(command + [tree], env=environment)
    if status != 0:
        print("grocker: no wheel of", request["name"], "could be made", file=sys.stderr)
        return NO_REPOSITORY if request.get("repository") and not has_repository() else 1
    set_time_of_wheels(request)
    return 0


def install_requirements(request, tree, environment):
    """Installs exactly the given wheels; what they lack is told before anything is compiled."""
    build_environment.create(request["uv"], request["python"], environment)
    install = [request["uv"], "pip", "install", "--quiet", "--python", build_environment.PYTHON]
    wheels = [wheel_file(path) for path in request["requirements"]]
    if wheels:
        subprocess.check_call(install + ["--no-deps", "--"] + wheels, env=environment)
    system = build_environment.build_system(tree, build_environment.toml_parser())
    if system is None:
        return
    check(request, install, wheels, list(system["requires"]), environment)
    asked = build_environment.asked_requirements(tree, system, request["configSettings"], environment)
    check(request, install, wheels, asked, environment)


def check(request, install, wheels, wanted, environment):
    if not wanted:
        return
    # What is required by its url counts as there where a wheel of its name is: the lock is what pins it.
    sources = named_by_url(wanted + required_by_installed())
    overrides = ["%s @ file://%s\n" % (name, wheel) for name, wheel in map(named, wheels) if name in sources]
    if overrides:
        with open("/tmp/overrides.txt", "w") as file:
            file.writelines(overrides)
        install = install + ["--override", "/tmp/overrides.txt"]
    # Where all is there already this installs nothing; where it is not, nothing can be found.
    if subprocess.call(install + ["--"] + wanted, env=environment) != 0:
        print("grocker:", request["name"], "is built with", ", ".join(wanted), file=sys.stderr)
        print("grocker: the lock has", ", ".join(map(os.path.basename, wheels)), file=sys.stderr)
        sys.exit(INCOMPLETE)


def required_by_installed():
    found = []
    for metadata in glob.glob(build_environment.ENVIRONMENT + "/lib*/python*/site-packages/*.dist-info/METADATA"):
        with open(metadata, encoding="utf-8") as file:
            header = file.read().split("\n\n", 1)[0]
        found += re.findall("^Requires-Dist:(.*)$", header, re.MULTILINE)
    return found


def named_by_url(requirements):
    """The names of direct references (PEP 508)."""
    found = (re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[^]]*\])?\s*@", text) for text in requirements)
    return {normalized(match.group(1)) for match in found if match}


def named(wheel):
    return normalized(os.path.basename(wheel).split("-")[0]), wheel


def normalized(name):
    return re.sub("[-_.]+", "-", name).lower()


def set_time_of_wheels(request):
    for name in os.listdir(request["out"]):
        path = os.path.join(request["out"], name)
        if not name.endswith(".whl"):
            os.unlink(path)
            continue
        os.utime(path, (request["epoch"], request["epoch"]))
    os.utime(request["out"], (request["epoch"], request["epoch"]))


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
