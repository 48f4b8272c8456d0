"""minimal_root.py JSON OUT: copies into OUT what an application needs of the root stage that this step runs on.

JSON: requested (names of system packages that were asked for), keep (names of packages that are kept with all they
depend on), epoch (seconds) and foreign (true where programs of the root stage do not run). Shared libraries that Python
packages are linked with, and that no kept package has, are added later: linked_libraries.py. The rules are in minimal_root.json. Nothing that is kept is changed: a file
has the bytes, owner, mode and time that it has in the root stage, but no setuid and no setgid bit. These are kept:

- the packages that were asked for and what they depend on (Depends and Pre-Depends in dpkg's database), without those
  that the rules leave out and the files that the rules leave out;
- packages with a shared library that a kept file is linked with;
- files that no package owns, such as those that maintainer scripts made, where a kept package owns their directory;
- the records of the kept packages, one file a package in /var/lib/dpkg/status.d, where scanners look.

/var/lib/dpkg/left-out.json says how many files and bytes of which packages are not kept, for `grocker explain`.
"""

import collections
import fnmatch
import json
import os
import re
import shutil
import stat
import subprocess
import sys

from dpkg_database import canonical, info_file, read_file_lists, read_status
from elf_file import needed_libraries
from minimal_rules import RULES

LIBRARY_DIRECTORIES = ("/usr/lib", "/usr/local/lib")
LEFT_OUT = "/var/lib/dpkg/left-out.json"
# Mounted by container engines.
MOUNTED = ("/proc", "/sys", "/dev", "/run", "/tmp")


def main(request, out):
    selected = select(request)
    copy_tree(sorted(selected.kept), out)
    write_records(out, selected, request["epoch"])
    write_left_out(out, selected, request["epoch"])
    link_cache(out, request["epoch"], request.get("foreign", False))
    restore_directory_times(sorted(selected.kept), out, request["epoch"])
    print(summary(selected.kept, selected.names), flush=True)


# Paths that are kept, names of the packages that need them, dpkg's paragraphs and the paths of each package, by name.
Selected = collections.namedtuple("Selected", "kept names packages owned")


def select(request, wanted=frozenset()):
    """What is kept of the root stage. WANTED are names of shared libraries that somebody else is linked with."""
    rules = RULES
    packages = read_status("/var/lib/dpkg/status")
    owners, owned = read_file_lists(packages)
    everything = list_tree("/", set(MOUNTED))
    unowned = [path for path in everything if path not in owners]

    names = closure(packages, request["requested"] + request["keep"] + rules["always"], rules, request["keep"])
    while True:
        kept = kept_files(names, owned, rules, request["keep"])
        kept |= kept_unowned(unowned, owners, names, rules, kept)
        more = owners_of_libraries(kept, everything, owners, wanted) - names
        if not more:
            break
        names |= closure(packages, sorted(more), rules, request["keep"] + sorted(more))
    kept = without_dangling_links(with_parents(kept))
    kept -= unused_conversions(kept, rules)
    return Selected(kept, names, packages, owned)


def list_tree(top, left_out):
    """Every path below a directory, on its own file system."""
    found = []
    pending = [top]
    while pending:
        directory = pending.pop()
        for entry in os.scandir(directory):
            if entry.path in left_out or os.path.ismount(entry.path):
                continue
            found.append(entry.path)
            if entry.is_dir(follow_symlinks=False):
                pending.append(entry.path)
    return found


def closure(packages, start, rules, keep):
    """Names of the packages in START and of everything that they depend on; what is left out is not followed."""
    providers = {}
    for name, fields in packages.items():
        for provided in alternatives(fields.get("Provides", "")):
            providers.setdefault(provided[0], []).append(name)
    names = set()
    pending = list(dict.fromkeys(start))
    while pending:
        asked = pending.pop()
        name = asked.split(":")[0].split("=")[0].split("/")[0]
        if name not in packages:
            provided = sorted(providers.get(name, []))
            if not provided:
                continue
            name = provided[0]
        if name in names or name in rules["packages"] and name not in keep:
            continue
        names.add(name)
        for field in ("Depends", "Pre-Depends"):
            for dependency in packages[name].get(field, "").split(","):
                found = [each for each in alternatives(dependency, "|") if each in packages or each in providers]
                pending += found[:1]
    return names


def alternatives(text, separator=","):
    return [name for name in (re.split(r"[\s(:\[]", each.strip(), maxsplit=1)[0] for each in text.split(separator)) if name]


def kept_files(names, owned, rules, keep):
    kept = set()
    left_out = pattern([each for group in rules["files"] for each in group["paths"]])
    for name in names:
        kept |= {path for path in owned[name] if not left_out(path)}
    for name, rule in rules["packages"].items():
        if name in owned and name not in names and rule.get("keep"):
            wanted = pattern(rule["keep"])
            kept |= {path for path in owned[name] if wanted(path)}
    return {path for path in kept if os.path.lexists(path)}


def kept_unowned(unowned, owners, names, rules, kept):
    """Files without a package: kept if a kept package, or none, owns the nearest owned directory."""
    left_out = pattern([each for group in rules["files"] + rules["unowned"] for each in group["paths"]])
    directories = {}

    def kept_directory(path):
        if path in ("/", ""):
            return True
        if path not in directories:
            of = owners.get(path)
            directories[path] = kept_directory(os.path.dirname(path)) if of is None else path in kept or bool(of & names)
        return directories[path]

    return {
        path
        for path in unowned
        if not left_out(path) and kept_directory(os.path.dirname(path)) and (source_of(path) == path or source_of(path) in kept or source_of(path) not in owners)
    }


def source_of(path):
    """The module that byte code was made of (PEP 3147); the path itself of any other file."""
    directory, name = os.path.split(path)
    if os.path.basename(directory) != "__pycache__":
        return path
    return os.path.join(os.path.dirname(directory), name.split(".", 1)[0] + ".py")


def pattern(paths):
    if not paths:
        return lambda path: False
    return re.compile("|".join(fnmatch.translate(each) for each in paths)).match


def owners_of_libraries(kept, everything, owners, wanted):
    """Packages of shared libraries that are WANTED, or that kept files are linked with, and that are not kept."""
    present = {}
    for path in everything:
        name = os.path.basename(path)
        if ".so" in name and path.startswith(LIBRARY_DIRECTORIES):
            present.setdefault(name, []).append(path)
    have = {os.path.basename(path) for path in kept}
    wanted = set(wanted)
    for path in kept:
        if may_be_elf(path):
            wanted |= set((needed_libraries(path) or {}).get("needed", ()))
    return {
        name
        for library in wanted - have
        for path in present.get(library, [])
        for name in owners.get(path, ())
    }


def may_be_elf(path):
    """By mode and name, so that few files are opened."""
    found = os.lstat(path)
    return stat.S_ISREG(found.st_mode) and (".so" in os.path.basename(path) or found.st_mode & 0o111 != 0)


def with_parents(kept):
    for path in list(kept):
        parent = os.path.dirname(path)
        while parent != "/" and parent not in kept:
            kept.add(parent)
            parent = os.path.dirname(parent)
    return kept


def without_dangling_links(kept):
    """Without links whose target is not kept: in packages that are left out, by way of alternatives or not."""
    while True:
        dangling = {path for path in kept if os.path.islink(path) and not leads_into(kept, path)}
        if not dangling:
            return kept
        kept -= dangling


def leads_into(kept, path):
    """Whether the next place of a link, and the last, are kept or are there in every container."""
    next_place = os.path.join(os.path.dirname(path), os.readlink(path))
    places = (canonical(os.path.normpath(next_place), {}), os.path.realpath(path))
    return all(place in kept or place == "/" or place.startswith(MOUNTED) for place in places)


def unused_conversions(kept, rules):
    """Character sets of glibc that are rare (rules["conversions"] names those that stay)."""
    directories = [path for path in kept if path.endswith("/gconv") and os.path.isdir(path)]
    stays = pattern(rules["conversions"]["names"])
    return {
        path
        for path in kept
        if os.path.dirname(path) in directories and path.endswith(".so") and not stays(os.path.basename(path))
    }


def copy_tree(paths, out):
    """PATHS are sorted, so that a directory comes before what is in it; hard links stay what they are."""
    copied = {}
    for path in paths:
        target = out + path
        found = os.lstat(path)
        if stat.S_ISDIR(found.st_mode):
            os.makedirs(target, exist_ok=True)
        elif stat.S_ISLNK(found.st_mode):
            os.symlink(os.readlink(path), target)
        elif stat.S_ISREG(found.st_mode):
            identity = (found.st_dev, found.st_ino)
            if found.st_nlink > 1 and identity in copied:
                os.link(copied[identity], target)
                continue
            shutil.copyfile(path, target)
            copied[identity] = target
        else:
            continue
        os.chown(target, found.st_uid, found.st_gid, follow_symlinks=False)
        if not stat.S_ISLNK(found.st_mode):
            os.chmod(target, stat.S_IMODE(found.st_mode) & ~(stat.S_ISUID | stat.S_ISGID if stat.S_ISREG(found.st_mode) else 0))
        os.utime(target, ns=(found.st_mtime_ns, found.st_mtime_ns), follow_symlinks=False)
    for directory in MOUNTED:
        os.makedirs(out + directory, exist_ok=True)
    os.chmod(out + "/tmp", 0o1777)


def write_records(out, selected, epoch):
    """A record of each package of which a file is kept, as dpkg has it, and the checksums of those files."""
    directory = out + "/var/lib/dpkg/status.d"
    os.makedirs(directory, exist_ok=True)
    for name, fields in sorted(selected.packages.items()):
        if not any(path in selected.kept and not os.path.isdir(path) for path in selected.owned[name]):
            continue
        record = directory + "/" + name
        write_new(record, "".join("{}: {}\n".format(key, value) for key, value in fields.items() if key != "Conffiles"), epoch)
        sums = info_file(name, fields, ".md5sums")
        if sums is not None:
            with open(sums, encoding="utf-8") as source:
                lines = [line for line in source if canonical("/" + line.split("  ", 1)[-1].rstrip("\n"), {}) in selected.kept]
            write_new(record + ".md5sums", "".join(lines), epoch)
    os.utime(directory, (epoch, epoch))


def write_left_out(out, selected, epoch):
    """For each package with files that are not kept how many these are, and whether it is left out as a whole."""
    found = {}
    for name, paths in sorted(selected.owned.items()):
        files = {path: os.lstat(path) for path in set(paths) if os.path.lexists(path)}
        files = {path: each for path, each in files.items() if not stat.S_ISDIR(each.st_mode)}
        left_out = [each for path, each in files.items() if path not in selected.kept]
        if left_out:
            found[name] = {
                "whole": len(left_out) == len(files),
                "files": len(left_out),
                "bytes": sum(each.st_size for each in left_out if stat.S_ISREG(each.st_mode)),
            }
    write_new(out + LEFT_OUT, json.dumps(found, sort_keys=True, separators=(",", ":")) + "\n", epoch)


def write_new(path, text, epoch):
    """Only if it is not there already, for a file that is written again is in one more layer."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.utime(path, (epoch, epoch))


def link_cache(out, epoch, foreign):
    """The loader's cache, of the libraries that are kept; a foreign one names others too, which the loader passes over."""
    if not os.path.exists(out + "/etc/ld.so.conf"):
        return
    if foreign:
        if not os.path.exists("/etc/ld.so.cache"):
            return
        shutil.copyfile("/etc/ld.so.cache", out + "/etc/ld.so.cache")
    else:
        subprocess.run(["/sbin/ldconfig", "-X", "-r", out], check=True)
    shutil.rmtree(out + "/var/cache/ldconfig", ignore_errors=True)
    os.utime(out + "/etc/ld.so.cache", (epoch, epoch))


def restore_directory_times(paths, out, epoch):
    for path in reversed(paths):
        if os.path.isdir(path) and not os.path.islink(path):
            found = os.lstat(path)
            os.utime(out + path, ns=(found.st_mtime_ns, found.st_mtime_ns))
    for directory in (*MOUNTED, "/var/lib/dpkg", "/etc", "/"):
        if os.path.isdir(out + directory):
            os.utime(out + directory, (epoch, epoch))


def summary(paths, names):
    files = [path for path in paths if os.path.isfile(path) and not os.path.islink(path)]
    size = sum(os.lstat(path).st_size for path in files)
    return "{} files of {} packages, {:.1f} MB".format(len(files), len(names), size / 1e6)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
