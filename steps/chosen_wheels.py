"""The wheels that uv chooses for requirements, fetched and checked before anything unpacks them.

uv itself unpacks a wheel while it fetches it, whatever it comes to.
"""

import concurrent.futures
import hashlib
import os
import re
import shutil
import tempfile
import urllib.error
import urllib.parse

from archive_limits import Damaged, TooLarge
from bounded_zip import check_zip
from fetch import fetch
from index_access import is_temporary, patiently
from wheel_file import WHEEL

# In the cache: wheels by their sha256, which nothing but checked ones get to.
KEPT = "checked-wheels"
AT_ONCE = 8
# Of uv's algorithms, those of which there is one kind.
ALGORITHMS = ("sha256", "sha384", "sha512", "md5")
# Older names of platforms (PEP 600, "Legacy manylinux tags").
LEGACY = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}


class Unfetched(Exception):
    """Why a wheel is not used."""


def chosen_wheels(lock, cache):
    """The paths of the wheels that a pylock.toml has, as a document: one of each package."""
    files = [file_of(package) for package in lock.get("packages", [])]
    os.makedirs(os.path.join(cache, KEPT), exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda file: kept_wheel(file, cache), files))


def file_of(package):
    """The wheel of a package of a lock, which has only those that fit."""
    if "wheels" in package:
        return max(package["wheels"], key=preference)
    if "archive" in package:
        return package["archive"]
    raise Unfetched("%s has no wheel" % package["name"])


def name_of(file):
    path = urllib.parse.urlsplit(file.get("url", "")).path
    name = urllib.parse.unquote(path.rsplit("/", 1)[-1])
    if not WHEEL.fullmatch(name):
        raise Unfetched("%r is not the name of a wheel" % name)
    return name


def preference(file):
    """The more a wheel is made for this interpreter and this C library, the better (PEP 425, PEP 600)."""
    parts = name_of(file)[: -len(".whl")].split("-")
    python, abi, platform = parts[-3:]
    build = re.match("[0-9]+", parts[2]) if len(parts) == 6 else None
    return (
        platform != "any",
        ("none", "abi3").index(abi) if abi in ("none", "abi3") else 2,
        max(int(version or 0) for version in re.findall("[a-z]+([0-9]*)", python)),
        max(c_library(each) for each in platform.split(".")),
        int(build.group()) if build else -1,
    )


def c_library(platform):
    versions = re.match("(?:many|musl)linux_([0-9]+)_([0-9]+)_", platform)
    if versions:
        return int(versions.group(1)), int(versions.group(2))
    return LEGACY.get(platform.split("_")[0], (0, 0))


def kept_wheel(file, cache):
    """The path of a wheel with the hashes of the index, in a directory of the cache."""
    name, hashes = name_of(file), known_hashes(file)
    sha256 = hashes.get("sha256")
    kept = os.path.join(cache, KEPT, sha256, name) if sha256 else None
    if kept and os.path.isfile(kept):
        return kept
    work = tempfile.mkdtemp(dir=os.path.join(cache, KEPT))
    try:
        fetch_checked(file["url"], os.path.join(work, name), hashes)
        if kept is None:
            return os.path.join(work, name)
        if not os.path.isfile(kept):
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            os.rename(os.path.join(work, name), kept)
    except BaseException:
        shutil.rmtree(work)
        raise
    shutil.rmtree(work)
    return kept


def known_hashes(file):
    """Those that can be verified; an index may write anything there, and one becomes a path."""
    given = file.get("hashes", {})
    found = {each: given[each].lower() for each in ALGORITHMS if each in given}
    if given and not all(re.fullmatch("[0-9a-f]+", value) for value in found.values() or [""]):
        raise Unfetched("%s has no hash that can be verified" % name_of(file))
    return found


def fetch_checked(url, path, hashes):
    name = os.path.basename(path)
    try:
        patiently(lambda: fetch(url, path))
    except urllib.error.HTTPError as error:
        if is_temporary(error):
            raise
        raise Unfetched("%s could not be fetched: %s" % (name, error))
    for algorithm, expected in hashes.items():
        if digest_of(path, algorithm) != expected:
            raise Unfetched("%s has another %s than the index says" % (name, algorithm))
    try:
        with open(path, "rb") as file:
            check_zip(file)
    except (TooLarge, Damaged) as error:
        raise type(error)("%s is refused: %s" % (name, error))


def digest_of(path, algorithm):
    digest = hashlib.new(algorithm)
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
