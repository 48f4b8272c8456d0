"""audit.py JSON OUTPUT: checks all reports together with the root stage.

JSON: reports (report.json files), venv, path (the image's PATH), entrypoint (a word, or null),
application (the name of a distribution), own (the names of those that the context's files are made into),
programs (those that packages are known to run; may be absent), minimal (true where the root stage is the part
of it that the image has) and started (the modules that the container starts; may be absent).
OUTPUT gets JSON: distributions, the missing libraries with the files that need them, the files of
several distributions, the files of the virtual environment itself that a distribution contains, the console
scripts, whether the entry point can be found, what the application requires, the distributions that import
pkg_resources (with the module that does) where none has it, the mistakes of own modules that Python cannot parse, and
for each started module whether it is there, the modules beside it if it is not, and the names of its file if it is one of
own distributions (file: see started_modules.py).
"""

import json
import os
import re
import sys

from debian_libraries import packages
from first_line import interpreter
from started_imports import of_python


def main(request, output):
    reports = [json.load(open(path)) for path in request["reports"]]
    distributions = [found for report in reports for found in report["distributions"]]
    libraries = [found for report in reports for found in report["libraries"]]
    scripts = sorted({name for found in distributions for name in found["scripts"]})
    files = claims(reports)
    answer = {
        "distributions": sorted(
            ({key: found[key] for key in ("name", "version", "modules", "scripts") if key in found}
             for found in distributions),
            key=lambda found: found["name"],
        ),
        "missingLibraries": missing_libraries(libraries),
        "missingInterpreters": missing_interpreters(reports, request, files),
        "missingPrograms": [
            found for found in request.get("programs", []) if not has_program(found["program"], request, files)
        ],
        "conflicts": conflicts(files),
        "taken": [found for report in reports for found in report["taken"]],
        "scripts": scripts,
        "entrypointFound": entrypoint_found(request, files),
        "requires": [
            text for found in distributions if found.get("name") == request["application"] for text in found["requires"]
        ],
        "withoutResources": without_resources(distributions, request["entrypoint"]),
        "started": [
            {**started(module, files), **own_file(module, reports)}
            for module in request.get("started", [])
        ],
        "mistakes": [found for report in reports for found in report["mistakes"] if found["of"] in request["own"]],
    }
    with open(output, "w") as file:
        json.dump(answer, file, sort_keys=True)


def started(module, files):
    """Whether Python or a distribution has a module; if not, the modules of the distribution that has its first part."""
    top = module.split(".")[0]
    if of_python(top):
        return {"module": module, "isThere": True, "beside": []}
    marker = "/site-packages/"
    installed = [path.split(marker, 1)[1] for path in files if marker in path]
    path = module.replace(".", "/")
    # A package without __init__.py is a directory, and an extension module has any suffix.
    is_there = any(name.startswith((path + "/", path + ".")) for name in installed)
    beside = [] if is_there else [
        re.sub(r"(/__init__)?\.py$", "", name).replace("/", ".")
        for name in sorted(installed)
        if name.endswith(".py") and name.startswith((top + "/", top + "."))
    ]
    return {"module": module, "isThere": is_there, "beside": beside[:500]}


def own_file(module, reports):
    """The file of a module in own distributions, with the names that it defines."""
    return next(({"file": report["started"][module]} for report in reports if module in report["started"]), {})


def without_resources(distributions, entrypoint):
    """Distributions that import pkg_resources where none has it: those that require setuptools, and the one that is started."""
    if any("pkg_resources" in found["modules"] for found in distributions):
        return []
    return [
        {"name": found.get("name", ""), "module": found["resources"]}
        for found in distributions
        if "resources" in found and (entrypoint in found["scripts"] or requires_setuptools(found))
    ]


def requires_setuptools(found):
    texts = (text for text in found["requires"] if "extra ==" not in text)
    return any(re.match(r"setuptools(?![\w.-])", text, re.I) for text in texts)


def missing_libraries(libraries):
    """Neither in the system's loader path, nor among the wheels' own files by name or soname."""
    own = {os.path.basename(found["path"]) for found in libraries}
    own |= {found["soname"] for found in libraries if "soname" in found}
    system = system_libraries()
    missing = {}
    for found in libraries:
        for name in found["needed"]:
            if name not in own and name not in system:
                missing.setdefault(name, []).append(found["path"])
    found = packages(missing) if missing else {}
    return [
        dict({"library": name, "neededBy": sorted(missing[name])}, **({"package": found[name]} if name in found else {}))
        for name in sorted(missing)
    ]


def system_libraries():
    names = set()
    for directory in library_directories():
        try:
            names.update(name for name in os.listdir(directory) if ".so" in name)
        except OSError:
            pass
    return names


def library_directories():
    directories = ["/lib", "/usr/lib", "/usr/local/lib", "/lib64", "/usr/lib64"]
    for root in ("/lib", "/usr/lib", "/usr/local/lib"):
        directories += [root + "/" + name for name in listed(root) if name.endswith(("-linux-gnu", "-linux-musl"))]
    for name in listed("/etc/ld.so.conf.d"):
        with open("/etc/ld.so.conf.d/" + name) as file:
            directories += [line.strip() for line in file if line.startswith("/")]
    return directories


def listed(directory):
    try:
        return sorted(os.listdir(directory))
    except OSError:
        return []


def claims(reports):
    """For each file, the records of the groups that have it: one checksum, or those of several packages."""
    files = {}
    for report in reports:
        for path, checksums in report["files"].items():
            files.setdefault(path, []).append(checksums)
    return files


def conflicts(files):
    """Files of several packages whose content differs, or is not known to be the same."""
    recorded = {path: {each for checksums in found for each in checksums} for path, found in files.items()}
    return sorted(
        path
        for path, found in files.items()
        if len(recorded[path]) > 1 or len(found) > 1 and recorded[path] == {""}
    )


def missing_interpreters(reports, request, files):
    """Programs that scripts name in their first line and that the image lacks, with those scripts."""
    missing = {}
    scripts = [found for report in reports for found in report["interpreters"].items()]
    if request.get("minimal"):
        scripts += own_scripts(request)
    for path, words in scripts:
        # env(1) looks for the program that its first operand names.
        operands = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
        programs = words[:1] + (operands[:1] if os.path.basename(words[0]) == "env" else [])
        for program in programs:
            if not has_program(program, request, files):
                missing.setdefault(program, []).append(path)
    return [{"program": name, "neededBy": sorted(missing[name])} for name in sorted(missing)]


def own_scripts(request):
    """The scripts of the root stage that PATH leads to, with the words of their first lines."""
    found = []
    for directory in request["path"].split(":"):
        if directory == request["venv"] + "/bin":
            continue
        for path in (os.path.join(directory, name) for name in listed(directory)):
            words = interpreter(path) if os.path.isfile(path) and not os.path.islink(path) else []
            if words:
                found.append((path, words))
    return found


def entrypoint_found(request, files):
    return request["entrypoint"] is None or has_program(request["entrypoint"], request, files)


def has_program(word, request, files):
    """Whether a path, or a word by way of PATH, names a program of the root stage or a file of the packages."""
    if request["venv"] + "/bin/" + word in files or word in files:
        return True
    if word.startswith(request["venv"] + "/bin/python"):
        return True
    candidates = [word] if word.startswith("/") else [
        directory + "/" + word for directory in request["path"].split(":")
    ]
    return any(os.access(path, os.X_OK) and os.path.isfile(path) for path in candidates)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
