"""The directory of an unpacked source: one fixed path, because compilers write it into their output."""

import contextlib
import errno
import os
import shutil
import stat
import subprocess
import zlib

from archive_limits import Damaged, TooLarge

BUILD = "/build/source"
# Bytes of a file that is read and not unpacked.
LARGEST = 10000000
# The ways in which the readers of archives say that one is damaged, beside their own exceptions.
UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, OverflowError, zlib.error, Damaged)
# Failures of the builder and not of an archive.
BUILDER = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS)


class BadSource(Damaged):
    """Why a source cannot be used: its archive is damaged or leads elsewhere, or its pyproject.toml says nothing."""


def source_tree(request):
    """The directory with the project of a request: source (an archive or a directory), subdirectory, repository."""
    root = unpacked(request["source"])
    if request.get("repository") and has_repository():
        forget_missing(root)
    tree = os.path.join(root, request.get("subdirectory") or "").rstrip("/")
    complete_configuration(tree)
    return tree


def complete_configuration(tree):
    """A setup.py for a project with setup.cfg alone, which builders ask for; setuptools does without one."""
    files = [os.path.lexists(os.path.join(tree, name)) for name in ("setup.cfg", "pyproject.toml", "setup.py")]
    if files == [True, False, False]:
        with open(os.path.join(tree, "setup.py"), "x") as file:
            file.write("from setuptools import setup\n\nsetup()\n")


def has_repository():
    """Whether the source is in a git repository."""
    return shutil.which("git") is not None and os.path.exists(os.path.join(BUILD, ".git"))


def forget_missing(root):
    """Files that .dockerignore excludes do not count as changes of the commit."""
    git = ["git", "-C", root]
    missing = subprocess.run(git + ["ls-files", "--deleted", "-z"], stdout=subprocess.PIPE)
    if missing.returncode == 0 and missing.stdout:
        subprocess.run(git + ["update-index", "--skip-worktree", "-z", "--stdin"], input=missing.stdout)


def read_file(request, name):
    """The bytes of a file of the project of a request, of which nothing is unpacked; None if it has none of the name."""
    source = request["source"]
    path = os.path.join(request.get("subdirectory") or "", name)
    if os.path.isdir(source):
        path = os.path.join(source, path)
        if os.path.islink(path) or not os.path.isfile(path):
            return None
        return bounded(open(path, "rb"), name)
    if source.endswith(".zip"):
        with opened_zip(source) as archive:
            names = [entry for entry in archive.namelist() if within_root(entry) == path]
            return bounded(archive.open(names[-1]), path) if names else None
    with opened_tar(source) as (archive, members):
        found = [member for member in members if member.isfile() and within_root(member.name) == path]
        return bounded(archive.extractfile(found[-1]), path) if found else None


@contextlib.contextmanager
def opened_zip(source):
    # Not needed for a directory, where their import takes a good part of the time.
    import zipfile

    from bounded_zip import check_zip

    with readable(zipfile.BadZipFile), open(source, "rb") as file:
        check_zip(file)
        with zipfile.ZipFile(file) as archive:
            yield archive


@contextlib.contextmanager
def opened_tar(source):
    import lzma
    import tarfile

    from bounded_tar import bounded_tar

    with readable(tarfile.TarError, lzma.LZMAError), open(source, "rb") as file, bounded_tar(file) as opened:
        yield opened


@contextlib.contextmanager
def readable(*kinds):
    """A damaged archive is one mistake, however its reader says it."""
    try:
        yield
    except UNREADABLE + kinds as error:
        if isinstance(error, OSError) and error.errno in BUILDER:
            raise
        raise BadSource("its archive cannot be unpacked: %s" % (str(error) or type(error).__name__))


def bounded(opened, name):
    """The bytes of a file that is read to the end, or to where no file of its kind ends."""
    with opened as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise TooLarge("its %s has more than %d bytes" % (name, LARGEST))
    return data


def within_root(name):
    """The path of a file of an archive below the one directory that everything in it is in."""
    return os.path.normpath(name).partition("/")[2]


def unpacked(source):
    shutil.rmtree(BUILD, ignore_errors=True)
    os.makedirs(os.path.dirname(BUILD), exist_ok=True)
    if os.path.isdir(source):
        shutil.copytree(source, BUILD, symlinks=True, ignore=environments)
        set_plain_modes(BUILD)
        return BUILD
    os.makedirs(BUILD)
    if source.endswith(".zip"):
        with opened_zip(source) as archive:
            extract(archive)
    else:
        from plain_members import plain_members

        with opened_tar(source) as (archive, members):
            # Only in later versions of Python.
            safe = {"filter": "data"} if hasattr(archive, "extraction_filter") else {}
            archive.extractall(BUILD, plain_members(members, BUILD), **safe)
    root = only_directory(BUILD)
    # One path for every sdist, independent of the name of the directory in its archive.
    os.rename(os.path.join(BUILD, root), BUILD + ".unpacked")
    os.rmdir(BUILD)
    os.rename(BUILD + ".unpacked", BUILD)
    return BUILD


def only_directory(parent):
    """The name of the one directory that everything in an archive is in."""
    names = os.listdir(parent)
    if len(names) != 1:
        raise BadSource("its archive has %d entries at its top, not one directory" % len(names))
    path = os.path.join(parent, names[0])
    if os.path.islink(path) or not os.path.isdir(path):
        raise BadSource("%r is at the top of its archive, not a directory" % names[0])
    return names[0]


def environments(directory, names):
    """The entries of a directory that are virtual environments."""
    return [name for name in names if os.path.isfile(os.path.join(directory, name, "pyvenv.cfg"))]


def set_plain_modes(root):
    """755 for directories and for what anybody may execute, else 644: the umask of a checkout is not in a wheel."""
    os.chmod(root, 0o755)
    for directory, directories, files in os.walk(root):
        for path in (os.path.join(directory, name) for name in directories + files):
            mode = os.lstat(path).st_mode
            if not stat.S_ISLNK(mode):
                os.chmod(path, 0o755 if stat.S_ISDIR(mode) or mode & 0o111 else 0o644)


def extract(archive):
    """All of a zip; of a mode only the executable bit is used, as in pip."""
    for entry in archive.infolist():
        path = archive.extract(entry, BUILD)
        mode = entry.external_attr >> 16
        if stat.S_ISREG(mode) and mode & 0o111:
            os.chmod(path, os.stat(path).st_mode | 0o111)
