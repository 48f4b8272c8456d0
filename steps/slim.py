"""Removes files of installed packages that nothing reads at run time: tests, type stubs, headers,
static libraries, and the symbols of extension modules. slim.json has the rules. A rule does not
apply to a package whose modules match its `unless`.

RECORD of each distribution lists the remaining files, and slim.json next to it the removed ones.
"""

import base64
import csv
import fnmatch
import glob
import hashlib
import io
import json
import os
import re

from site_packages import site_packages_of
from strip_elf import LARGEST, strip_elf

RULES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "slim.json")
SYMBOLS = "symbols of extension modules"
SOURCES = "source text of modules that have byte code"
# In a *.dist-info, which is kept whole.
DROPPED = "slim.json"


def slim(prefix):
    """Drops files of the packages below a prefix, and symbols of its programs."""
    with open(RULES) as file:
        rules = json.load(file)
    changes = {}
    for site_packages in site_packages_of(prefix):
        for name in sorted(os.listdir(site_packages)):
            top = os.path.join(site_packages, name)
            if name.endswith(".dist-info") or os.path.islink(top):
                continue
            drop_by_rules(top, rules, changes)
            for path in files_of(top):
                strip(path, changes)
    if os.path.isdir(prefix + "/bin"):
        for path in files_of(prefix + "/bin"):
            strip(path, changes)
    write_records(prefix, changes)


def drop_by_rules(top, rules, changes):
    for rule in rules:
        found = matches(top, rule)
        if not found or ("unless" in rule and has_word(top, rule, found)):
            continue
        for path in found:
            changes[path] = (rule["reason"], os.lstat(path).st_size, None)
            os.unlink(path)
    if os.path.isdir(top):
        remove_empty(top)


def matches(top, rule):
    """The files of a package that a rule drops."""
    found = []
    for path in files_of(top):
        parts = os.path.relpath(path, os.path.dirname(top)).split("/")
        directories = rule.get("directories", [])
        # A package of the name itself is something else.
        within = parts[1:-1] if not parts[0].endswith("-stubs") else parts[:-1]
        if any(fnmatch.fnmatchcase(part, pattern) for part in within for pattern in directories) or any(
            fnmatch.fnmatchcase(parts[-1], pattern) for pattern in rule.get("files", [])
        ):
            found.append(path)
    return found


def has_word(top, rule, found):
    """Whether a module that stays needs what the rule would drop."""
    word = re.compile(rule["unless"].encode(), re.MULTILINE)
    dropped = set(found)
    for path in files_of(top):
        if path.endswith(".py") and path not in dropped:
            with open(path, "rb") as file:
                if word.search(file.read()):
                    return True
    return False


def files_of(top):
    if os.path.isfile(top):
        return [top]
    found = []
    for directory, directories, names in os.walk(top):
        directories.sort()
        found += [os.path.join(directory, name) for name in sorted(names)]
    return found


def remove_empty(top):
    for directory, _, _ in os.walk(top, topdown=False):
        if not os.listdir(directory):
            os.rmdir(directory)


def strip(path, changes):
    size = os.lstat(path).st_size
    if os.path.islink(path) or size > LARGEST:
        return
    with open(path, "rb") as file:
        if file.read(4) != b"\x7fELF":
            return
        file.seek(0)
        data = strip_elf(file.read())
    if data is None:
        return
    # Written as a new file, because it is a link to uv's cache.
    mode = os.stat(path).st_mode
    os.unlink(path)
    with open(path, "wb") as file:
        file.write(data)
    os.chmod(path, mode)
    changes[path] = (SYMBOLS, size - len(data), data)


def replace_sources(prefix, compiled):
    """Only byte code: each compiled module is a .pyc in place of its source (PEP 3147, source-less imports)."""
    changes = {}
    for path in compiled:
        directory, name = os.path.split(path)
        cached = os.path.join(directory, "__pycache__", cache_name(name))
        if not os.path.exists(cached):
            continue  # No module of this Python.
        with open(cached, "rb") as file:
            data = file.read()
        changes[path] = (SOURCES, os.path.getsize(path), None)
        changes[path + "c"] = (None, 0, data)
        os.rename(cached, path + "c")
        os.unlink(path)
        if not os.listdir(directory + "/__pycache__"):
            os.rmdir(directory + "/__pycache__")
    write_records(prefix, changes)


def cache_name(name):
    import importlib.util

    return os.path.basename(importlib.util.cache_from_source(name))


def write_records(prefix, changes):
    if not changes:
        return
    for site_packages in site_packages_of(prefix):
        for record in sorted(glob.glob(glob.escape(site_packages) + "/*.dist-info/RECORD")):
            write_record(site_packages, record, changes)


def write_record(site_packages, record, changes):
    with open(record, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row]
    listing = os.path.join(os.path.dirname(record), DROPPED)
    dropped, kept = read_dropped(listing), []
    for row in rows:
        path = os.path.normpath(os.path.join(site_packages, row[0]))
        if path == listing:
            continue
        reason, size, data = changes.get(path, (None, 0, b""))
        if reason is not None:
            entry = dropped.setdefault(reason, {"files": 0, "bytes": 0})
            entry["files"] += 1
            entry["bytes"] += size
        if path not in changes:
            kept.append(row)
        elif data is not None:
            kept.append([row[0], "sha256=" + checksum(data), str(len(data))])
        compiled = changes.get(path + "c")
        if compiled is not None:
            kept.append([row[0] + "c", "sha256=" + checksum(compiled[2]), str(len(compiled[2]))])
    if not dropped:
        return
    text = (json.dumps(dropped, indent=2, sort_keys=True) + "\n").encode()
    with open(listing, "wb") as file:
        file.write(text)
    kept.append([os.path.relpath(listing, site_packages), "sha256=" + checksum(text), str(len(text))])
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(kept)
    os.unlink(record)
    with open(record, "w", encoding="utf-8", newline="") as file:
        file.write(out.getvalue())


def read_dropped(listing):
    if not os.path.exists(listing):
        return {}
    with open(listing) as file:
        return json.load(file)


def checksum(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
