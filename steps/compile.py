"""compile.py JSON: builds the wheel of one sdist or source tree, in the compiler stage.

JSON: uv, python, name, source (an archive or a directory, read-only), subdirectory, out,
configSettings ([[key, value]…]), envs ({name: value}), epoch (seconds), network (whether there is one), repository (true
if its build needs git), requirements, earlier, final, watched and locked.

requirements: wheels (files, or directories with one) of the build environment, and nothing else is fetched; null: the
environment exists. earlier: this step's last output, if the packages that it lacked have been fetched since; or null.
final: whether this is the last attempt. watched: on Python alone, a build that calls a compiler fails, even if it would go
on without one. locked: the version, which may be null, if the name is known before the build; absent for a source of the
context.
OUT gets the wheel, or asked.json if something is missing and this is not the last attempt.
Exit statuses: agreed.py.
"""

import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys

import build_environment
import foreign_file
import watched_programs
from agreed import BAD_SOURCE, INCOMPLETE, NO_COMPILER, NO_NETWORK, NO_REPOSITORY, NO_WHEELS, OTHER_PACKAGE, TOO_LARGE
from archive_limits import Damaged, TooLarge
from bounded_zip import check_zip
from site_packages import site_packages_of
from source_tree import BadSource, has_repository, source_tree
from wheel_file import only_wheel, wheel_file

# Back ends that fetch dependencies of another language than Python.
FETCHING = re.compile("maturin|setuptools[-_.]rust|cmeel|setuptools[-_.]golang", re.IGNORECASE)


def main(request):
    if request["requirements"] is None and request["earlier"]:
        if build_environment.read_asked(request["earlier"]) is None:
            keep_wheels(request)
            return 0
    tree = source_tree(request)
    environment = dict(
        build_environment.offline(request), PYTHONHASHSEED="0", SOURCE_DATE_EPOCH=str(request["epoch"])
    )
    environment.update(request["envs"])
    if request.get("watched"):
        watched_programs.watch()
        environment = watched_programs.in_front(environment)
    system = build_environment.build_system(tree, build_environment.toml_parser())
    if request["requirements"] is not None:
        install_requirements(request, environment)
        hold_to_lock(request, tree, system, environment)
    elif not is_complete(request, tree, system, environment):
        return 0
    command = [
        request["uv"], "build", "--wheel", "--out-dir", request["out"], "--no-create-gitignore",
        "--no-build-isolation", "--python", build_environment.PYTHON,
    ]  # fmt: skip
    for key, value in request["configSettings"]:
        command += ["--config-setting", key + "=" + value]
    status = subprocess.call(command + [tree], env=build_environment.activated(environment))
    call = watched_programs.called()
    if call is not None:
        print("grocker: the build of", request["name"], "calls a compiler:", call, file=sys.stderr)
        return NO_COMPILER
    if status != 0:
        print("grocker: no wheel of", request["name"], "could be made", file=sys.stderr)
        return reason(request, tree, system)
    end_others()
    wheel = keep_wheel(request["out"], request["epoch"])
    return 0 if is_locked(request, wheel, environment) else OTHER_PACKAGE


def end_others():
    """Ends what the build left running, which could still write its wheel: daemons of compiler caches, or something worse."""
    # They would end with the first process of the container, but too late; -1 reaches only the processes of the container.
    if os.getpid() == 1:
        try:
            os.kill(-1, signal.SIGKILL)
        except ProcessLookupError:
            pass


def is_locked(request, wheel, environment):
    """Whether the wheel is that of the locked source, by its metadata and its name, as uv reads them."""
    if "locked" not in request:
        return True
    version = request["locked"]["version"]
    wanted = request["name"] + ("" if version is None else "==" + version)
    install = [
        request["uv"], "pip", "install", "--quiet", "--dry-run", "--no-deps", "--prerelease", "allow",
        "--find-links", request["out"], "--python", build_environment.PYTHON, "--", wanted,
    ]  # fmt: skip
    named_so = named(wheel)[0] == request["name"]
    if named_so and subprocess.call(install, env=environment, stderr=subprocess.DEVNULL) == 0:
        return True
    print("grocker:", wanted, "is locked, but its source makes", wheel, file=sys.stderr)
    return False


def reason(request, tree, system):
    """The exit status, by what the source shows that its build may have lacked."""
    if request.get("repository") and not has_repository():
        return NO_REPOSITORY
    fetches = os.path.exists(os.path.join(tree, "Cargo.toml")) or any(
        FETCHING.match(text) for text in (system or {}).get("requires", [])
    )
    return NO_NETWORK if fetches and not request["network"] else 1


def keep_wheels(request):
    wheel = only_wheel(request["earlier"])
    foreign_file.copy(os.path.join(request["earlier"], wheel), request["out"])
    keep_wheel(request["out"], request["epoch"])


def is_complete(request, tree, system, environment):
    """Whether the environment has all that the back end asks for. If not, asked.json names it for the next attempt."""
    made = build_environment.fetched()
    if made["words"] is not None:
        print("grocker:", request["name"], "has build requirements without a wheel:", made["words"], file=sys.stderr)
        sys.exit(NO_WHEELS)
    # A back end that has one attempt is known to ask for nothing more.
    if system is None or (request["final"] and not request["earlier"]):
        return True
    asked = build_environment.asked_requirements(tree, system, request["configSettings"], environment)
    if build_environment.has_all(request["uv"], asked, environment):
        return True
    if request["final"]:
        print("grocker:", request["name"], "is built with", ", ".join(asked), file=sys.stderr)
        sys.exit(INCOMPLETE)
    foreign_file.write(os.path.join(request["out"], build_environment.ASKED), json.dumps(asked).encode())
    return False


def install_requirements(request, environment):
    """Installs exactly the given wheels."""
    build_environment.create(request["uv"], request["python"], environment)
    wheels = [wheel_file(path) for path in request["requirements"]]
    for wheel in wheels:
        with open(wheel, "rb") as file:
            check_zip(file)
    if wheels:
        install = [request["uv"], "pip", "install", "--quiet", "--python", build_environment.PYTHON]
        subprocess.check_call(install + ["--no-deps", "--"] + wheels, env=environment)


def hold_to_lock(request, tree, system, environment):
    """Missing wheels are reported before anything is compiled."""
    if system is None:
        return
    install = [request["uv"], "pip", "install", "--quiet", "--python", build_environment.PYTHON]
    wheels = [wheel_file(path) for path in request["requirements"]]
    check(request, install, wheels, list(system["requires"]), environment)
    asked = build_environment.asked_requirements(tree, system, request["configSettings"], environment)
    check(request, install, wheels, asked, environment)


def check(request, install, wheels, wanted, environment):
    if not wanted:
        return
    # A requirement with a url counts as met if a wheel of its name is there: the lock pins it.
    sources = named_by_url(wanted + required_by_installed())
    overrides = ["%s @ file://%s\n" % (name, wheel) for name, wheel in map(named, wheels) if name in sources]
    if overrides:
        with open("/tmp/overrides.txt", "w") as file:
            file.writelines(overrides)
        install = install + ["--override", "/tmp/overrides.txt"]
    # If everything is there already, this installs nothing; if not, nothing can be found.
    if subprocess.call(install + ["--"] + wanted, env=environment) != 0:
        print("grocker:", request["name"], "is built with", ", ".join(wanted), file=sys.stderr)
        print("grocker: the lock has", ", ".join(map(os.path.basename, wheels)), file=sys.stderr)
        sys.exit(INCOMPLETE)


def required_by_installed():
    found = []
    for packages in site_packages_of(build_environment.ENVIRONMENT):
        for metadata in glob.glob(glob.escape(packages) + "/*.dist-info/METADATA"):
            header = foreign_file.read_text(metadata).split("\n\n", 1)[0]
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


def keep_wheel(directory, epoch):
    """The name of the wheel in a directory that then has nothing else."""
    wheel = only_wheel(directory)
    require_archive(os.path.join(directory, wheel))
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        if name == wheel:
            os.chmod(path, 0o644)
            os.utime(path, (epoch, epoch))
        elif os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    os.utime(directory, (epoch, epoch))
    return wheel


def require_archive(path):
    """Nothing else gets to the daemon, which reads the whole length even of a file that takes no place."""
    try:
        with foreign_file.opened(path) as file:
            check_zip(file)
    except (TooLarge, Damaged) as error:
        raise type(error)("%s, which the build made, is refused: %s" % (os.path.basename(path), error))


if __name__ == "__main__":
    try:
        sys.exit(main(json.loads(sys.argv[1])))
    except TooLarge as failed:
        build_environment.fail(TOO_LARGE, failed)
    except BadSource as failed:
        build_environment.fail(BAD_SOURCE, failed)
    except (build_environment.Failed, foreign_file.NoFile, Damaged) as failed:
        build_environment.fail(1, failed)
