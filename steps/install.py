"""install.py JSON: installs the wheels of one group, offline, and reports their contents.

JSON: uv, known (uv's cache with what it knows of the interpreter), venv, out, report,
epoch (seconds), turns (a directory, see turns.py),
platform (of the image as uv names it, if it is not the one that this runs on; may be absent),
compileBytecode (true, false, "all" or "checked"), slim (true, "bytecode" or absent; see slim.py), own (true for packages
that are made of the context's files; may be absent), started (modules that the container starts an object of; may be
absent) and wheels (files, or directories with one wheel). The tree under `out` has the paths of the image; `report` gets
report.json and libraries.json, which are not part of the image.
Files of wheels that would replace those of the virtual environment are not installed: the report names them.
"""

import csv
import json
import os
import re
import resource
import shutil
import sys

from agreed import TOO_LARGE
from archive_limits import Damaged, TooLarge
from bounded_zip import check_zip
from byte_code import CHECKED, UNCHECKED, compile_files
from elf_file import needed_libraries
from first_line import interpreter
from turns import wait_for_turn
from wheel_file import wheel_file

# Within a venv or prefix: purelib, and platlib where that is lib64.
SITE_PACKAGES = "/lib[^/]*/python[^/]*/site-packages"
# Further down they are files of a package, such as those that setuptools vendors.
INSTALLED_DISTRIBUTION = re.compile(SITE_PACKAGES + "/[^/]+[.]dist-info")
# A module, or an extension module with the tag of its interface.
MODULE = re.compile(r"\w+[.](?:py|(?:cpython-[\w-]+|abi3)[.]so)")
# A package that requires setuptools when it runs mostly wants pkg_resources, which version 82 no longer has; old ones
# with programs took it for granted.
SETUPTOOLS = re.compile(r"setuptools(?![\w.-])", re.I)
RESOURCES = re.compile(rb"^(?:import|from) +pkg_resources\b", re.M)


def main(request):
    prefix = request["out"] + request["venv"]
    status = install(request, prefix)
    if status != 0:
        return status
    taken = own_files_of(request["venv"], prefix)
    for place in taken:
        remove(os.path.join(prefix, place))
    if request.get("slim"):
        # Loaded on demand: the other installs start without it.
        import slim

        slim.slim(prefix)
    found = report(prefix, request["out"], request.get("own", False))
    found["started"] = started(request.get("started", []), prefix)
    found["taken"] = [dict(file=place, of=owner_of(place, prefix)) for place in taken]
    mode = CHECKED if request["compileBytecode"] == "checked" else UNCHECKED
    compiled = modules(request, found["files"]) if request["compileBytecode"] else []
    mistakes = compile_files(compiled, request["out"], mode) if compiled else {}
    if mistakes is None:
        return 1
    with open(request["report"] + "/report.json", "w") as file:
        json.dump({**found, "mistakes": of_distributions(mistakes, prefix, request["out"])}, file, sort_keys=True)
    # A separate file: steps that read only this one need not run again when other files of a package change.
    with open(request["report"] + "/libraries.json", "w") as file:
        json.dump(linked(found["libraries"]), file, sort_keys=True)
    if request.get("slim") == "bytecode":
        slim.replace_sources(prefix, compiled)
    # Last, because ext4 is slow to create files where it has just deleted some.
    shutil.rmtree(cache_of(request))
    set_times(request["out"], request["epoch"])
    return 0


def of_distributions(mistakes, prefix, out):
    """Mistakes of modules with the names of the distributions that have them."""
    owners = {}
    for directory, _, _ in os.walk(prefix) if mistakes else ():
        if INSTALLED_DISTRIBUTION.fullmatch(directory[len(prefix) :]):
            rows = record(directory)
            name = distribution(directory, []).get("name", "")
            owners.update((os.path.normpath(directory + "/../" + path)[len(out) :], name) for path, _ in rows)
    return [{**mistakes[path], "path": path, "of": owners.get(path, "")} for path in sorted(mistakes)]


def modules(request, files):
    """The modules to compile: a library's tests make up a third of them, and no application imports them."""
    module = re.compile(re.escape(request["venv"]) + SITE_PACKAGES + "(/.*[.]py)")
    found = ((path, module.fullmatch(path)) for path in files)
    everything = request["compileBytecode"] == "all" or request.get("slim") == "bytecode"
    return [
        request["out"] + path
        for path, match in found
        if match and (everything or "/tests/" not in match.group(1))
    ]


def cache_of(request):
    # Next to the tree, so that uv unpacks into it and links instead of copying, and large wheels need no memory.
    return request["out"] + "/.uv"


def install(request, prefix):
    cache = cache_of(request)
    command = [
        request["uv"], "pip", "install", "--offline", "--no-index", "--no-deps", "--no-config",
        "--no-installer-metadata", "--link-mode", "hardlink", "--quiet",
        "--python", request["venv"] + "/bin/python", "--prefix", prefix,
    ]  # fmt: skip
    if request.get("platform"):
        command += ["--python-platform", request["platform"]]
    environment = {
        "PATH": os.environ.get("PATH", ""), "HOME": "/tmp", "UV_CACHE_DIR": cache,
        # uv allocates a buffer of 128 KiB for each file that it unpacks; cached, it is not returned
        # to the kernel and allocated again, which takes a third of the unpacking time
        # (jemalloc.net, tcache_max).
        "_RJEM_MALLOC_CONF": "tcache_max:262144",
    }  # fmt: skip
    # Without the module subprocess, whose import takes longer than this call.
    wheels = [wheel_file(path) for path in request["wheels"]]
    wait_for_turn(request["turns"], sum(os.path.getsize(wheel) for wheel in wheels if os.path.exists(wheel)))
    shutil.copytree(request["known"], cache)
    # uv reports those that are missing.
    found = [checked_size(wheel) for wheel in wheels if os.path.exists(wheel)]
    if found:
        limit_files(max(found))
    status = os.spawnve(os.P_WAIT, command[0], command + wheels, environment)
    if status != 0:
        return status
    # uv's own file, writable for everybody.
    if os.path.exists(prefix + "/.lock"):
        os.unlink(prefix + "/.lock")
    return 0


def limit_files(most):
    """No file of a wheel that lies about it gets larger."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    if soft == resource.RLIM_INFINITY or soft > most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))


def checked_size(wheel):
    """The bytes to which a wheel may unpack; the process exits if it declares more."""
    try:
        with open(wheel, "rb") as file:
            return check_zip(file)
    except (TooLarge, Damaged) as error:
        print("grocker: %s is refused: %s" % (os.path.basename(wheel), error), file=sys.stderr)
        sys.exit(TOO_LARGE if isinstance(error, TooLarge) else 1)


def own_files_of(venv, prefix):
    """Files of wheels in the place of files or links of the empty environment, or where Python looks for byte code."""
    found = []
    for directory, directories, files in os.walk(venv):
        links = [name for name in directories if os.path.islink(os.path.join(directory, name))]
        places = [os.path.relpath(os.path.join(directory, name), venv) for name in files + links]
        found += [place for place in places if os.path.lexists(os.path.join(prefix, place))]
    for directory, directories, _ in os.walk(prefix):
        named = [name for name in directories if name.endswith(".pyc")]
        found += [os.path.relpath(os.path.join(directory, name), prefix) for name in named]
    return sorted(found)


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        os.unlink(path)


def owner_of(place, prefix):
    """The distribution that records a file, or files below it; None if none does."""
    for directory, directories, _ in os.walk(prefix):
        for name in sorted(name for name in directories if name.endswith(".dist-info")):
            info = os.path.join(directory, name)
            paths = (os.path.relpath(os.path.normpath(info + "/../" + path), prefix) for path, _ in record(info))
            if any(path == place or path.startswith(place + "/") for path in paths):
                return distribution(info, []).get("name")
    return None


def set_times(root, epoch):
    for directory, directories, files in os.walk(root, topdown=False):
        for name in files + directories:
            os.utime(os.path.join(directory, name), (epoch, epoch), follow_symlinks=False)
    os.utime(root, (epoch, epoch))


def started(modules, prefix):
    """The file of each module with the names that it defines, of those that are here."""
    if not modules:
        return {}
    # Loaded on demand: the other installs start without them.
    from site_packages import site_packages_of
    from started_modules import module_in

    found = {}
    for packages in site_packages_of(prefix):
        for module in modules:
            path = module.replace(".", "/")
            file = module_in(packages, [path + "/__init__.py", path + ".py"])
            if file:
                found[module] = file
    return found


def report(prefix, out, own=False):
    distributions, libraries, files, recorded, interpreters = [], [], [], {}, {}
    for directory, directories, names in os.walk(prefix):
        directories.sort()
        if INSTALLED_DISTRIBUTION.fullmatch(directory[len(prefix) :]):
            rows = record(directory)
            found = distribution(directory, [path for path, _ in rows])
            distributions.append(found)
            for path, checksum in rows:
                place = os.path.normpath(directory + "/../" + path)[len(out) :]
                # No other package has such a file with the same content, and the report stays the same when it is edited.
                is_own = own and path.endswith(".py") and not path.endswith("/__init__.py")
                # Enough of a sha256 to identify a file.
                recorded.setdefault(place, set()).add(found.get("name", "") if is_own else checksum[:24])
        for name in sorted(names):
            path = os.path.join(directory, name)
            installed = path[len(out) :]
            if name.endswith(".pyc"):
                continue
            files.append(installed)
            if directory == prefix + "/bin":
                words = interpreter(path)
                if words and words[0] != prefix[len(out) :] + "/bin/python":
                    interpreters[installed] = words
            needed = None if name.endswith(".py") else needed_libraries(path)
            if needed is not None:
                libraries.append({"path": installed, **needed})
    return {
        "distributions": distributions,
        "files": {path: sorted(recorded.get(path, [""])) for path in files},
        "libraries": libraries,
        "interpreters": interpreters,
    }


def linked(libraries):
    """Names of the shared libraries in the group, and of those that they are linked with."""
    own = {os.path.basename(found["path"]) for found in libraries}
    own |= {found["soname"] for found in libraries if "soname" in found}
    return {"own": sorted(own), "needed": sorted({name for found in libraries for name in found["needed"]} - own)}


def record(directory):
    """The files of a distribution as its RECORD has them, each with its checksum or ""."""
    try:
        with open(directory + "/RECORD", encoding="utf-8", errors="replace", newline="") as file:
            return [(row[0], row[1] if len(row) > 1 else "") for row in csv.reader(file) if row]
    except FileNotFoundError:
        return []


def distribution(directory, paths):
    def read(name):
        try:
            with open(os.path.join(directory, name), encoding="utf-8", errors="replace") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    fields, requires = {}, []
    for line in read("METADATA").split("\n\n", 1)[0].splitlines():
        key, separator, value = line.partition(":")
        if separator and key.lower() == "name":
            # Normalised as PEP 503 has it.
            fields["name"] = re.sub(r"[-_.]+", "-", value.strip()).lower()
        elif separator and key.lower() == "version":
            fields["version"] = value.strip()
        elif separator and key.lower() == "requires-dist":
            requires.append(value.strip())
    scripts, section = [], ""
    for line in read("entry_points.txt").splitlines():
        if line.startswith("["):
            section = line.strip()
        elif "=" in line and section in ("[console_scripts]", "[gui_scripts]"):
            scripts.append(line.partition("=")[0].strip())
    modules = set()
    for path in paths:
        top = path.split("/", 1)
        if len(top) == 1 and MODULE.fullmatch(top[0]):
            modules.add(top[0].split(".")[0])
        elif len(top) == 2 and top[0].isidentifier() and top[0] != "__pycache__":
            modules.add(top[0])
    found = {**fields, "requires": requires, "scripts": sorted(scripts), "modules": sorted(modules)}
    if scripts or any(SETUPTOOLS.match(text) for text in requires):
        users = sorted(path for path in paths if path.endswith(".py") and imports_resources(directory + "/../" + path))
        found.update({"resources": users[0]} if users else {})
    return found


def imports_resources(path):
    """Whether a module imports pkg_resources as soon as it is imported itself."""
    try:
        with open(path, "rb") as file:
            return RESOURCES.search(file.read()) is not None
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
