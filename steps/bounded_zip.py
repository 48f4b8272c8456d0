"""The limits of a zip, by its directory, before anything is unpacked: the code that unpacks it enforces these sizes.

Without the module zipfile, whose import and objects take longer than this.
"""

import os
import struct

from agreed import ANY_BYTES, MOST_BYTES
from archive_limits import Count, Damaged, TooLarge, require_bytes

END = b"PK\5\6"
ENTRY = b"PK\1\2"
LARGE_END = b"PK\6\6"
LARGE_LOCATOR = b"PK\6\7"
# A 32-bit field whose value is in a 64-bit one.
LARGE = 0xFFFFFFFF


def check_zip(file):
    """The bytes to which an open zip may unpack, if it declares no more."""
    size = file.seek(0, os.SEEK_END)
    # A sparse file takes no place, but whoever reads it reads its whole length.
    require_bytes(size, MOST_BYTES)
    count = Count(size)
    for unpacked in declared_sizes(file, size):
        count.add(unpacked)
    return count.most


def declared_sizes(file, size):
    """The size of every file, by the directory at the end of a zip (APPNOTE.TXT 6.3.10, 4.3)."""
    start, length = directory_of(file, size)
    if length > ANY_BYTES:
        raise TooLarge("its directory has more than %d MiB" % (ANY_BYTES >> 20))
    file.seek(start)
    data = file.read(length)
    at = 0
    while at < length:
        if data[at : at + 4] != ENTRY or at + 46 > length:
            raise Damaged("its directory is damaged")
        unpacked, name, extra, comment = struct.unpack_from("<24xLHHH", data, at)
        yield large_size(data, at + 46 + name, extra) if unpacked == LARGE else unpacked
        at += 46 + name + extra + comment


def directory_of(file, size):
    """Where the directory of a zip begins, and its length; it ends where the record of it begins."""
    tail_length = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail_length)
    tail = file.read(tail_length)
    at = tail.rfind(END)
    if at < 0 or at + 22 > len(tail):
        raise Damaged("it is no zip archive")
    length, start, comment = struct.unpack_from("<12xLLH", tail, at)
    end = size - tail_length + at
    if at + 22 + comment != len(tail):
        raise Damaged("something follows its end")
    if at >= 20 and tail[at - 20 : at - 16] == LARGE_LOCATOR:
        (end,) = struct.unpack_from("<8xQ", tail, at - 20)
        file.seek(min(end, size))
        record = file.read(56)
        if len(record) < 56 or record[:4] != LARGE_END:
            raise Damaged("its end is damaged")
        large_length, large_start = struct.unpack_from("<40xQQ", record)
        if length not in (LARGE, large_length) or start not in (LARGE, large_start):
            raise Damaged("it has two directories")
        length, start = large_length, large_start
    if start + length != end:
        raise Damaged("its directory is not at its end")
    return start, length


def large_size(data, at, length):
    """The size of a file of four gigabytes and more, from the extra fields of its entry (4.5.3)."""
    end = at + length
    while at + 4 <= end:
        kind, field = struct.unpack_from("<HH", data, at)
        if kind == 1 and field >= 8 and at + 12 <= len(data):
            return struct.unpack_from("<Q", data, at + 4)[0]
        at += 4 + field
    return LARGE
