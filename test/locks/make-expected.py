#!/usr/bin/env python3
"""Say what must be chosen from the lock of each case, for each selection and environment.

    python make-expected.py [case ...]

Needs Python >= 3.11; the tools are installed into virtual environments, as by make-locks.py.
The choice of packages is that of the tools, the choice of a file that of `packaging`:

uv            `uv export --frozen --format pylock.toml`, then every marker by `packaging`
poetry        Poetry's own installer, asked for an environment that is given (ask_poetry.py)
pdm           groups and markers of the lock, else a walk from pyproject.toml, by `packaging`
pylock        packaging.pylock's rules: markers with extras and dependency groups
pipenv        sections and markers        requirements   pip's own parser of such files
"""
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from urllib.parse import unquote

HERE = Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("make_locks", HERE / "make-locks.py")
make_locks = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_locks)
if importlib.util.find_spec("packaging") is None:
    python = make_locks.tool(["packaging==26.3", "pip==25.3"]) / "python"
    raise SystemExit(subprocess.run([python, *sys.argv]).returncode)

from packaging.markers import Marker  # noqa: E402
from packaging.requirements import Requirement  # noqa: E402
from packaging.specifiers import SpecifierSet  # noqa: E402
from packaging.tags import compatible_tags, cpython_tags  # noqa: E402
from packaging.utils import canonicalize_name, parse_wheel_filename  # noqa: E402

UV = "uv==0.13.9"
POETRY = ["poetry==2.5.1", "poetry-plugin-pypi-mirror"]
OLD_POETRY = ["poetry==1.8.5", "poetry-plugin-pypi-mirror"]


# ---------------------------------------------------------------- environments
def manylinux(arch, newest, oldest):
    legacy = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}
    for minor in range(newest, oldest - 1, -1):
        yield f"manylinux_2_{minor}_{arch}"
        if minor in legacy:
            yield f"{legacy[minor]}_{arch}"
    yield f"linux_{arch}"


def musllinux(arch, newest):
    yield from (f"musllinux_1_{minor}_{arch}" for minor in range(newest, -1, -1))
    yield f"linux_{arch}"


class Environment:
    def __init__(self, python, arch, platforms):
        platforms = list(platforms)
        version = tuple(int(part) for part in python.split(".")[:2])
        name = "cp%d%d" % version
        tags = [*cpython_tags(version, [name], platforms), *compatible_tags(version, name, platforms)]
        self.rank = {}
        for place, tag in enumerate(tags):
            self.rank.setdefault(tag, place)
        self.python = python
        self.marker = {
            "implementation_name": "cpython", "implementation_version": python, "os_name": "posix",
            "platform_machine": arch, "platform_python_implementation": "CPython",
            "platform_release": "", "platform_system": "Linux", "platform_version": "",
            "python_full_version": python, "python_version": "%d.%d" % version,
            "sys_platform": "linux",
        }

    def holds(self, marker, extras=(), groups=()):
        if not marker:
            return True
        values = {**self.marker, "extras": set(extras), "dependency_groups": set(groups)}
        return Marker(str(marker)).evaluate(values, context="lock_file")

    def choose(self, files):
        """The best wheel of (name, sha256), else the sdist."""
        best = None
        for name, sha256 in files:
            if not name.endswith(".whl"):
                continue
            build, tags = parse_wheel_filename(name)[2:]
            fitting = [self.rank[tag] for tag in tags if tag in self.rank]
            if fitting:
                key = (-min(fitting), build)
                best = max(best or (key, name, sha256), (key, name, sha256), key=lambda one: one[0])
        if best:
            return {"kind": "wheel", "file": best[1], "sha256": best[2]}
        for name, sha256 in files:
            if not name.endswith(".whl"):
                return {"kind": "sdist", "file": name, "sha256": sha256}
        return {"kind": "unavailable", "file": None, "sha256": None}


ENVIRONMENTS = {
    "cp313-x86_64-glibc2.41": Environment("3.13.5", "x86_64", manylinux("x86_64", 41, 5)),
    "cp311-aarch64-glibc2.36": Environment("3.11.2", "aarch64", manylinux("aarch64", 36, 17)),
    "cp312-x86_64-musl1.2": Environment("3.12.8", "x86_64", musllinux("x86_64", 2)),
}


def last_part(url):
    return unquote(re.split("[?#]", url)[0].rsplit("/", 1)[-1])


def digits(value):
    return value.removeprefix("sha256:") if value else None


NOTHING = {"file": None, "sha256": None}


# ---------------------------------------------------------------- pylock.toml, and uv.lock through it
def pylock_rows(pylock, environment, extras=(), groups=(), packages=None):
    for package in pylock.get("packages", []):
        if not environment.holds(package.get("marker"), extras, groups):
            continue
        row = {"name": package["name"], "version": package.get("version")}
        if "directory" in package:
            tree = package["directory"]
            path, editable = tree["path"], tree.get("editable", False)
            for one in packages or []:
                kind = next((k for k in ("editable", "directory") if k in one["source"]), None)
                if one["name"] == package["name"] and kind:
                    row["version"] = one.get("version")
                    path, editable = one["source"][kind], kind == "editable"
            row.update(kind="directory", **NOTHING, path=path, editable=editable)
        elif "vcs" in package:
            vcs = package["vcs"]
            row.update(kind="git", **NOTHING, url=vcs["url"], commit=vcs["commit-id"])
            if "subdirectory" in vcs:
                row["subdirectory"] = vcs["subdirectory"]
        elif "archive" in package:
            archive = package["archive"]
            place = archive.get("url") or archive["path"]
            row.update(environment.choose([(last_part(place), archive["hashes"].get("sha256"))]))
            row["url" if "url" in archive else "path"] = place
        else:
            listed = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
            files = [(last_part(one.get("url") or one["path"]), one["hashes"].get("sha256")) for one in listed]
            row.update(environment.choose(files))
            for one in listed:
                if "path" in one and row["file"] == last_part(one["path"]):
                    row["path"] = one["path"]
        yield row


def uv_export(case, selection, may_fail=False):
    command = [make_locks.tool([UV]) / "uv", "export", "-q", "--frozen", "--format", "pylock.toml",
               "--no-emit-project", "--no-default-groups", "--no-header", "--offline"]
    if "package" in selection:
        command += ["--package", selection["package"]]
    for extra in selection["extras"]:
        command += ["--extra", extra]
    for group in selection["groups"]:
        command += ["--group", group]
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory) / case.name
        shutil.copytree(case, work)
        make_locks.fill(work)
        done = subprocess.run(command, cwd=work / selection["project"], capture_output=True, text=True)
    if may_fail:
        assert done.returncode, (case.name, selection["id"], "should be refused")
        return None
    if done.returncode:
        raise SystemExit(f"{case.name} {selection['id']}: {done.stderr}")
    return tomllib.loads(done.stdout)


def with_files_of_lock(pylock, lock):
    """uv exports files of a directory by absolute path, with a checksum that it makes itself."""
    for package in pylock.get("packages", []):
        (directory, *_) = {p["source"].get("registry", "://") for p in lock["package"] if p["name"] == package["name"]}
        for one in [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]:
            if "://" not in directory:
                one["path"] = f"{directory}/{last_part(one.pop('url', None) or one['path'])}"
                one["hashes"] = {}
    return pylock


def uv_rows(case, selection):
    lock = tomllib.loads((case / selection["lock"]).read_text())
    pylock = with_files_of_lock(uv_export(case, selection), lock)
    for environment in ENVIRONMENTS.values():
        if SpecifierSet(lock["requires-python"]).contains(environment.python):
            yield list(pylock_rows(pylock, environment, packages=lock["package"]))
        else:
            yield None


def pylock_case_rows(case, selection):
    pylock = tomllib.loads((case / selection["lock"]).read_text())
    listed = pylock.get("dependency-groups", [])
    # PDM calls the project's own dependencies so, and lists them among its groups.
    implied = [group for group in pylock.get("default-groups", []) if group not in listed or group == "default"]
    for environment in ENVIRONMENTS.values():
        if not SpecifierSet(pylock.get("requires-python", "")).contains(environment.python):
            yield None
            continue
        groups = [*implied, *selection["groups"]]
        yield list(pylock_rows(pylock, environment, selection["extras"], groups))


# ---------------------------------------------------------------- poetry.lock
def named_files(package, files, environment):
    pairs = [(one.get("file") or last_part(one["url"]), digits(one["hash"])) for one in files]
    row = {"name": canonicalize_name(package["name"]), "version": package["version"]}
    row["hashes"] = sorted(sha256 for _, sha256 in pairs)
    # Before 2.0 the files of all versions of a name are in one table.
    own = [(file, sha256) for file, sha256 in pairs if f"-{package['version']}" in file]
    return {**row, **environment.choose(own or pairs)}


def poetry_rows(case, selection):
    lock = tomllib.loads((case / selection["lock"]).read_text())
    listed = lock["metadata"].get("files", {})
    old = lock["metadata"]["lock-version"].startswith("1.")
    python = make_locks.tool(OLD_POETRY if old else POETRY) / "python"
    for environment in ENVIRONMENTS.values():
        asked = {"groups": selection["groups"], "extras": selection["extras"],
                 "marker": environment.marker, "py": environment.python}
        done = subprocess.run([python, HERE / "ask_poetry.py", case / selection["project"], json.dumps(asked)],
                              capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{case.name} {selection['id']}: {done.stderr}")
        rows = []
        for name, version in json.loads(done.stdout.splitlines()[-1]):
            (package,) = [p for p in lock["package"]
                          if canonicalize_name(p["name"]) == name and p["version"] == version]
            source = package.get("source", {})
            if source.get("type") == "directory":
                rows.append({"name": name, "version": version, "kind": "directory", **NOTHING,
                             "path": source["url"], "editable": package.get("develop", False)})
            else:
                rows.append(named_files(package, package.get("files") or listed[package["name"]], environment))
        yield rows


# ---------------------------------------------------------------- pdm.lock
def pdm_walk(case, lock, selection, environment):
    project = tomllib.loads((case / "pyproject.toml").read_text())
    dev = project.get("tool", {}).get("pdm", {}).get("dev-dependencies", {})
    optional = project["project"].get("optional-dependencies", {})
    todo = list(project["project"]["dependencies"])
    for name in [*selection["extras"], *selection["groups"]]:
        todo += optional.get(name) or dev.get(name)
    found = {}
    for text in todo:
        wanted = Requirement(text)
        if wanted.marker and not wanted.marker.evaluate(environment.marker):
            continue
        for package in lock["package"]:
            extras = set(package.get("extras", []))
            key = (package["name"], tuple(sorted(extras)))
            if canonicalize_name(wanted.name) == package["name"] and extras <= wanted.extras and key not in found:
                found[key] = package
                todo += package.get("dependencies", [])
    return found.values()


def pdm_rows(case, selection):
    lock = tomllib.loads((case / selection["lock"]).read_text())
    wanted = {"default", *selection["extras"], *selection["groups"]}
    for environment in ENVIRONMENTS.values():
        if "inherit_metadata" in lock["metadata"].get("strategy", []):
            packages = [p for p in lock["package"]
                        if wanted & set(p["groups"]) and environment.holds(p.get("marker"))]
        else:
            packages = pdm_walk(case, lock, selection, environment)
        rows = {}
        for package in packages:
            shared = lock["metadata"].get("files", {}).get(f"{package['name']} {package['version']}")
            files = shared or package.get("files")
            if files is None and package.get("extras"):
                continue
            row = named_files(package, files, environment)
            assert rows.setdefault(row["name"], row) == row, row
        yield list(rows.values())


# ---------------------------------------------------------------- Pipfile.lock, requirements files
def pipenv_rows(case, selection):
    lock = json.loads((case / selection["lock"]).read_text())
    for environment in ENVIRONMENTS.values():
        rows = {}
        for section in ["default", *({"dev": "develop"}.get(one, one) for one in selection["groups"])]:
            for name, package in lock[section].items():
                if environment.holds(package.get("markers")) and package["version"] != "*":
                    name = canonicalize_name(name)
                    rows.setdefault(name, {"name": name, "version": package["version"].removeprefix("=="),
                                           "hashes": sorted(map(digits, package["hashes"]))})
        yield list(rows.values())


def requirements_rows(case, selection):
    from pip._internal.network.session import PipSession
    from pip._internal.req.constructors import install_req_from_parsed_requirement
    from pip._internal.req.req_file import parse_requirements
    import os

    os.chdir(case)
    parsed = list(parse_requirements(selection["lock"], session=PipSession()))
    for environment in ENVIRONMENTS.values():
        rows = []
        for one in parsed:
            if one.constraint:
                continue
            text, _, marker = one.requirement.partition(" ;")
            path = text.strip()
            if (case / path).is_dir():
                if path != "." and environment.holds(marker.strip()):
                    project = tomllib.loads((case / path / "pyproject.toml").read_text())["project"]
                    rows.append({"name": Path(path).name, "version": None, "kind": "directory", **NOTHING,
                                 "path": path.removeprefix("./"), "editable": one.is_editable})
                    assert project
                continue
            install = install_req_from_parsed_requirement(one)
            if not environment.holds(install.markers):
                continue
            name, link = canonicalize_name(install.name), install.link
            hashes = sorted(install.hash_options.get("sha256", []))
            if link is None:
                specifiers = list(install.specifier)
                if len(specifiers) == 1 and specifiers[0].operator in ("==", "==="):
                    (specifier,) = specifiers
                    rows.append({"name": name, "version": specifier.version, "hashes": hashes})
            elif link.is_vcs:
                url, commit = link.url_without_fragment.removeprefix("git+").rsplit("@", 1)
                rows.append({"name": name, "version": None, "kind": "git", **NOTHING, "url": url,
                             "commit": commit, "subdirectory": link.subdirectory_fragment})
            else:
                rows.append({"name": name, "version": None,
                             **environment.choose([(link.filename, link.hash)]), "url": link.url_without_fragment})
        yield rows


KINDS = {"uv": uv_rows, "pylock": pylock_case_rows, "poetry": poetry_rows, "pdm": pdm_rows,
         "pipenv": pipenv_rows, "requirements": requirements_rows}


def main(only):
    for case_file in sorted(HERE.glob("*/case.json")):
        case = case_file.parent
        if only and case.name not in only:
            continue
        described = json.loads(case_file.read_text())
        (case / "expected").mkdir(exist_ok=True)
        for old in (case / "expected").glob("*.json"):
            old.unlink()
        for selection in described.get("must_fail", []) if described["kind"] == "uv" else []:
            if (case / selection["project"]).is_dir():
                uv_export(case, selection, may_fail=True)
        for selection in described["selections"]:
            for name, rows in zip(ENVIRONMENTS, KINDS[described["kind"]](case, selection)):
                if rows is None:
                    continue
                rows.sort(key=lambda row: (row["name"], row["version"] or ""))
                text = "[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n"
                (case / "expected" / f"{selection['id']}-{name}.json").write_text(text)
        print(case.name)


if __name__ == "__main__":
    main(sys.argv[1:])
