"""release.py JSON OUTPUT: reports the facts of one release that the choice of its Python depends on.

JSON (a file): uv, requirement (PEP 508), pythons (lists of minor versions; one after the other until
a list has one that the release accepts), index.
OUTPUT gets JSON: version, accepted (those of the list), classifiers, files (names of the wheels and
the sdist that fit), uploaded (ISO 8601, of the first file, or null); or, where there is no such
release, the line "error" and uv's own words.
Exit statuses: agreed.py.
"""

import http.client
import io
import json
import os
import sys
import tempfile
import time
import tomllib
import urllib.parse
import zipfile

import trusted_uv
from agreed import NO_ANSWER
from archive_limits import TooLarge
from bounded_tar import bounded_tar
from bounded_zip import check_zip
from index_access import is_temporary, opened, patiently
from index_settings import index_arguments
from resolve import configuration, placeholder

# Bytes; a larger file is not fetched for a few lines of it.
LARGEST = 8_000_000
# Of one answer.
MOST_SECONDS = 60


def main(request, output):
    first, words = None, ""
    accepted, files = [], []
    for pythons in request["pythons"]:
        for python in pythons:
            requirement = request["requirement"]
            if first is not None:
                requirement = first["name"] + "==" + first["version"]
            package, errors = resolved(request, requirement, python)
            words = words or errors
            if package is None:
                continue
            first = first or package
            accepted.append(python)
            files += [file for file in files_of(package) if file not in files]
        if accepted:
            break
    with open(output, "w") as answer:
        if first is None:
            sys.stderr.write(words)
            answer.write("error\n" + words)
            return
        try:
            found = classifiers(files)
        except Exception as error:
            if not is_temporary(error):
                raise
            print("grocker: the index did not answer:", error, file=sys.stderr)
            sys.exit(NO_ANSWER)
        times = [file["upload-time"] for file in files if "upload-time" in file]
        json.dump(
            {
                "version": first["version"],
                "accepted": accepted,
                "classifiers": found,
                "files": sorted(name_of(file) for file in files),
                "uploaded": min(times).isoformat() if times else None,
            },
            answer,
            sort_keys=True,
        )


def resolved(request, requirement, python):
    """The release that a Python gets, as a lock has it, or None and why there is none.

    Facts that need a build are ignored: the index also states whether a release accepts a Python.
    """
    work = tempfile.mkdtemp()
    lock = os.path.join(work, "pylock.toml")
    with open(os.path.join(work, "requirements.in"), "w") as file:
        file.write(requirement + "\n")
    command = [
        request["uv"], "pip", "compile", "--format", "pylock.toml", "--quiet", "--no-header", "--no-deps",
        "--python", sys.executable, "--python-version", python, "--output-file", lock, file.name,
    ]  # fmt: skip
    environment = trusted_uv.environment(request["index"])
    given, known = environment.get("UV_CONFIG_FILE"), []
    while True:
        try:
            environment.update(configuration({"project": None}, work, known, given))
            trusted_uv.run(command + index_arguments(request["index"]), environment)
            break
        except trusted_uv.Failed as failed:
            found = placeholder(failed.unbuilt() or "")
            if found is not None and found not in known:
                known.append(found)
                continue
            if failed.is_temporary():
                sys.stderr.write(failed.words)
                sys.exit(NO_ANSWER)
            return None, failed.words
        except TooLarge as failed:
            return None, str(failed)
    with open(lock, "rb") as file:
        return tomllib.load(file)["packages"][0], ""


def files_of(package):
    return package.get("wheels", []) + ([package["sdist"]] if "sdist" in package else [])


def name_of(file):
    path = urllib.parse.urlsplit(file["url"]).path
    return urllib.parse.unquote(path.rsplit("/", 1)[-1])


def classifiers(files):
    """From the metadata file next to a wheel (PEP 658), else from inside a file; empty if no file has them."""
    failure = None
    for file in files:
        for read in (beside, within):
            try:
                text = read(file)
            except Exception as error:
                # Exceptions for servers and damaged archives have no common class.
                if is_temporary(error):
                    failure = error
                continue
            headers = text.split("\n\n")[0].splitlines()
            return sorted(
                line.split(":", 1)[1].strip() for line in headers if line.startswith("Classifier:")
            )
    # An empty answer would be cached.
    if failure is not None:
        raise failure
    return []


def beside(file):
    if not name_of(file).endswith(".whl"):
        raise ValueError("no wheel")
    return fetched(file["url"] + ".metadata").decode()


def within(file):
    if file.get("size", LARGEST) >= LARGEST:
        raise ValueError("too large")
    data = io.BytesIO(fetched(file["url"]))
    if name_of(file).endswith((".whl", ".zip")):
        check_zip(data)
        with zipfile.ZipFile(data) as archive:
            names = archive.namelist()
            (name,) = [name for name in names if is_metadata(name)][:1]
            return bounded(archive.open(name))
    with bounded_tar(data) as (archive, members):
        (member,) = [member for member in members if is_metadata(member.name)][:1]
        return bounded(archive.extractfile(member))


def bounded(opened):
    """Text of a file of an archive, which may be compressed a thousandfold."""
    data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("too large")
    return data.decode()


def is_metadata(name):
    return name.endswith(".dist-info/METADATA") or (name.endswith("/PKG-INFO") and name.count("/") == 1)


def read_in_time(answer):
    """The bytes of an answer, or the first ones of a large one; a server may also send them one by one for days."""
    end, length, blocks, size = time.monotonic() + MOST_SECONDS, answer.length, [], 0
    while size <= LARGEST:
        block = answer.read1(1 << 16)
        if not block:
            break
        if time.monotonic() > end:
            raise TimeoutError("no end after %d s" % MOST_SECONDS)
        blocks.append(block)
        size += len(block)
    data = b"".join(blocks)
    # When reading up to a length, http.client treats a premature end as the end.
    if size <= LARGEST and length is not None and size < length:
        raise http.client.IncompleteRead(data, length - size)
    return data


def fetched(url):
    def read():
        with opened(url) as answer:
            data = read_in_time(answer)
            if len(data) > LARGEST:
                raise ValueError("too large")
        return data

    return patiently(read)


if __name__ == "__main__":
    with open(sys.argv[1]) as request_file:
        main(json.load(request_file), sys.argv[2])
