"""resolve.py JSON OUTPUT: resolves requirements to a pylock.toml (PEP 751) for the running Python, and runs no package.

JSON (a file): uv, requirements (PEP 508), foreign (whether strangers wrote these), constraints (the text of a
constraints file), project (name, version, requires, requiresPython and extras of a project that is resolved and not
installed, or null), groupsOf (a directory with the pyproject.toml of groups, or null), extras, groups, index, findLinks
(directories and urls), noIndex, prereleases, noBinary, onlyBinary, onlyThese (without their dependencies), platform (as
in install.py), metadata (of packages whose requirements only their builds know: name, version, requires,
requiresPython, extras).
OUTPUT gets the lock; or, if uv finds no answer, the line "error" and uv's own words; or the line "metadata", a line of
JSON with the packages whose metadata only their builds know (name==version, or the name of what a url names), and the
lock as if they required nothing.
Exit statuses: agreed.py.
"""

import json
import os
import re
import sys
import tempfile
import urllib.parse

import trusted_uv
from agreed import NO_ANSWER
from archive_limits import Damaged, TooLarge
from context_archives import check_archives
from index_settings import index_arguments
from one_requirement import checked_lines
from requirement_lines import Refused, requirement_lines
from toml_text import toml_text

# Where the files of the context are that a request names.
CONTEXT = "/run/grocker/context"
# The place of a project; no file is there.
PROJECT = "/run/grocker/project"
# uv accepts any version of what is at a url.
ANY_VERSION = "0"
# A resolution with more rounds would not end.
MOST_UNBUILT = 500


def main(request, output):
    work = tempfile.mkdtemp()
    os.makedirs(CONTEXT, exist_ok=True)
    lock = os.path.join(CONTEXT, "pylock.toml")
    known = list(request["metadata"])
    unbuilt = []
    environment = trusted_uv.environment(request["index"])
    given = environment.get("UV_CONFIG_FILE")
    while True:
        try:
            if not unbuilt:
                texts = request["requirements"] + request["constraints"].split("\n")
                check_archives(texts, local_links(request), CONTEXT)
            environment.update(configuration(request, work, known + unbuilt, given))
            trusted_uv.run(command(request, work, lock), environment)
            break
        except trusted_uv.Failed as failed:
            found = placeholder(failed.unbuilt() or "")
            if found is not None and found not in unbuilt and len(unbuilt) < MOST_UNBUILT:
                unbuilt.append(found)
                continue
            sys.stderr.write(failed.words)
            if failed.is_temporary():
                return NO_ANSWER
            with open(output, "w") as file:
                file.write("error\n" + failed.words)
            return 0
        except (Refused, TooLarge, Damaged) as refused:
            print("grocker:", refused, file=sys.stderr)
            with open(output, "w") as file:
                file.write("error\n%s\n" % refused)
            return 0
    with open(lock) as file, open(output, "w") as answer:
        if unbuilt:
            answer.write("metadata\n" + json.dumps(sorted(map(named, unbuilt))) + "\n")
        answer.write(without_project(request, relative_paths(file.read())))
    return 0


def placeholder(unbuilt):
    """Metadata that requires nothing, of what uv names as `name==version` or `name @ url`."""
    name, separator, rest = unbuilt.partition("==")
    if separator and "@" not in name:
        return {"name": name, "version": rest, "requires": [], "requiresPython": None, "extras": []}
    name, separator, _ = unbuilt.partition(" @ ")
    if separator:
        return {"name": name, "version": ANY_VERSION, "requires": [], "requiresPython": None, "extras": []}
    return None


def named(unbuilt):
    return unbuilt["name"] + ("" if unbuilt["version"] == ANY_VERSION else "==" + unbuilt["version"])


def without_project(request, lock):
    """The lock without the project itself."""
    if not request["project"]:
        return lock
    head, *packages = lock.split("\n[[packages]]\n")
    own = 'directory = { path = "' + PROJECT + '"'
    return "\n[[packages]]\n".join([head] + [package for package in packages if own not in package])


def relative_paths(lock):
    """uv writes files of the context with absolute paths; in a lock next to them they are relative."""
    lock = lock.replace('path = "' + CONTEXT + '"', 'path = "."').replace('path = "' + CONTEXT + "/", 'path = "')
    return re.sub(
        'url = "file://' + re.escape(CONTEXT) + '/([^"]*)"',
        lambda match: 'path = "' + urllib.parse.unquote(match.group(1)) + '"',
        lock,
    )


def command(request, work, lock):
    requirements = checked_lines(request["requirements"])[:]
    if request["foreign"]:
        requirements = requirement_lines(requirements)
    if request["project"]:
        extras = "[" + ",".join(request["extras"]) + "]" if request["extras"] else ""
        requirements.append(request["project"]["name"] + extras + " @ file://" + PROJECT)
        os.makedirs(PROJECT, exist_ok=True)
    words = [
        request["uv"], "pip", "compile", "--format", "pylock.toml", "--quiet", "--no-header",
        "--no-annotate", "--python", sys.executable, "--output-file", lock,
    ]  # fmt: skip
    if request["onlyThese"]:
        words.append("--no-deps")
    if request.get("platform"):
        words += ["--python-platform", request["platform"]]
    if request["noIndex"]:
        words.append("--no-index")
    if request["prereleases"]:
        words += ["--prerelease", "allow"]
    checked_lines([line for line in request["constraints"].split("\n") if line])
    if request["constraints"]:
        words += ["--constraint", written(work, "constraints.txt", request["constraints"])]
    for group in request["groups"] if request["groupsOf"] else []:
        words += ["--group", os.path.join(request["groupsOf"], "pyproject.toml") + ":" + group]
    for name in request["noBinary"]:
        words += ["--no-binary", name]
    if request["onlyBinary"] is True:
        words += ["--only-binary", ":all:"]
    else:
        for name in request["onlyBinary"]:
            words += ["--only-binary", name]
    links = [links_place(place) for place in request["findLinks"]]
    words += index_arguments(dict(request["index"], findLinks=links))
    return words + [written(work, "requirements.in", "\n".join(requirements))]


def configuration(request, work, known, given):
    """The variables of a configuration with known metadata of packages, in addition to the client's.

    See docs.astral.sh/uv, dependency-metadata.
    """
    if request["project"]:
        known = [request["project"]] + known
    if not known:
        return {}
    lines = []
    if given:
        with open(given) as file:
            lines.append(file.read())
    for each in known:
        fields = (
            ("name", each["name"]),
            ("version", each["version"]),
            ("requires-dist", requirement_lines(each["requires"])),
            ("requires-python", each["requiresPython"]),
            ("provides-extra", each["extras"]),
        )
        lines.append("[[dependency-metadata]]")
        lines += ["%s = %s" % (key, toml_value(value)) for key, value in fields if value is not None]
    return {"UV_CONFIG_FILE": written(work, "uv.toml", "\n".join(lines)), "UV_NO_CONFIG": "false"}


def toml_value(value):
    return "[" + ", ".join(map(toml_text, value)) + "]" if isinstance(value, list) else toml_text(value)


def links_place(written):
    return written if "://" in written else os.path.join(CONTEXT, written)


def local_links(request):
    return [links_place(each) for each in request["findLinks"] if "://" not in each]


def written(work, name, text):
    path = os.path.join(work, name)
    with open(path, "w") as file:
        file.write(text + "\n")
    return path


if __name__ == "__main__":
    with open(sys.argv[1]) as request_file:
        sys.exit(main(json.load(request_file), sys.argv[2]))
