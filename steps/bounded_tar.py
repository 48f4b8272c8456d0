"""Tars that strangers made: no directory says what is in one, so its files and bytes are counted as they come."""

import contextlib
import gzip
import os
import tarfile

from agreed import MOST_MEMBERS
from archive_limits import Count, TooLarge, most_bytes, require_bytes

# Bytes that are read at once: no header of a tar is longer, and tarfile copies contents in smaller pieces.
BLOCK = 1 << 20


class Counted:
    """An unpacked tar, no more of which is read than it may have."""

    def __init__(self, file, most):
        self.file, self.most, self.tell = file, most, file.tell

    def read(self, size):
        if size > BLOCK:
            raise TooLarge("it has a header of %d bytes" % size)
        self.require(self.tell() + size)
        return self.file.read(size)

    def seek(self, place):
        self.require(place)
        return self.file.seek(place)

    def require(self, place):
        require_bytes(place, self.most)


@contextlib.contextmanager
def bounded_tar(file):
    """An open tar with any compression, and its members one after another, up to the limit."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(6)
    file.seek(0)
    # Its headers are no part of its files.
    counted = Counted(decompressed(file, start), most_bytes(size) + MOST_MEMBERS * tarfile.BLOCKSIZE)
    with tarfile.open(fileobj=counted, mode="r:") as archive:
        yield archive, members(archive, size)


def decompressed(file, start):
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=file)
    if start.startswith(b"BZh"):
        import bz2

        return bz2.BZ2File(file)
    if start == b"\xfd7zXZ\0":
        import lzma

        return lzma.LZMAFile(file)
    return file


def members(archive, size):
    """The members of a tar one after another, while they are no more than they may be."""
    count = Count(size)
    for member in archive:
        count.add(member.size)
        yield member
