"""unpack_zip.py JSON: unpacks a zip archive, with one mtime for all files.

JSON: archive (a file) and out (a directory).
Exit statuses: agreed.py.
"""

import json
import os
import shutil
import stat
import sys
import zipfile
import zlib

from agreed import DAMAGED, EPOCH, OUTSIDE


def main(request):
    path, output = request["archive"], request["out"]
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            for member in members:
                target = place(output, member.filename)
                if target is None:
                    print("grocker:", repr(member.filename), "leads out of the archive", file=sys.stderr)
                    return OUTSIDE
                unpack(archive, member, target)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        print("grocker:", os.path.basename(path), "cannot be unpacked:", error, file=sys.stderr)
        return DAMAGED
    for directory, directories, files in os.walk(output, topdown=False):
        for name in files + directories:
            os.utime(os.path.join(directory, name), (EPOCH, EPOCH), follow_symlinks=False)
        os.utime(directory, (EPOCH, EPOCH))
    return 0


def place(output, name):
    """The target of a member; None if it is outside, also by way of a link from another member."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith("/") or ".." in parts:
        return None
    target = os.path.join(output, *[part for part in parts if part not in ("", ".")])
    inside = os.path.realpath(output)
    parent = os.path.realpath(target if target == output else os.path.dirname(target))
    return target if parent == inside or parent.startswith(inside + os.sep) else None


def unpack(archive, member, target):
    mode = member.external_attr >> 16
    if member.is_dir():
        os.makedirs(target, exist_ok=True)
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.lexists(target):
        os.remove(target)
    if stat.S_ISLNK(mode):
        os.symlink(archive.read(member).decode(), target)
        return
    with archive.open(member) as source, open(target, "wb") as file:
        shutil.copyfileobj(source, file)
    # Archives of other systems have no modes.
    os.chmod(target, 0o755 if mode & 0o100 else 0o644)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main(json.loads(sys.argv[1])))
