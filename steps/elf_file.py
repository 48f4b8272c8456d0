"""The libraries that an ELF file is linked with (System V ABI, chapter 5)."""

import os
import struct

# A library of the largest packages has a dynamic section of a few kB, and names of a few hundred bytes.
MOST_DYNAMIC = 1024 * 1024
MOST_SEGMENTS = 4096
MOST_NAMES = 4096
LONGEST_NAME = 4096


def needed_libraries(path):
    """The dynamic section of an ELF file (System V ABI, chapter 5); None for any other file."""
    if os.path.islink(path):
        return None
    with open(path, "rb") as file:
        header = file.read(64)
        if len(header) < 64 or header[:6] != b"\x7fELF\x02\x01":
            return None
        try:
            return dynamic_section(file, header)
        except (struct.error, ValueError, OverflowError, OSError, StopIteration):
            # Damaged, or only the symbols of a library (objcopy --only-keep-debug).
            return None


def read_at(file, offset, length):
    """The bytes of a part of the file, which may be shorter; nothing else of it is read."""
    file.seek(offset)
    return file.read(length)


def dynamic_section(file, header):
    table, = struct.unpack_from("<Q", header, 32)
    size, count = struct.unpack_from("<HH", header, 54)
    if count > MOST_SEGMENTS:
        raise ValueError("too many segments")
    heads = read_at(file, table, size * count)
    segments = [struct.unpack_from("<IIQQQQQQ", heads, i * size) for i in range(count)]
    loads = [(address, offset, length) for kind, _, offset, address, _, length, _, _ in segments if kind == 1]
    dynamic = [(offset, length) for kind, _, offset, _, _, length, _, _ in segments if kind == 2]
    if not dynamic:
        return None
    offset, length = dynamic[0]
    section = read_at(file, offset, min(length, MOST_DYNAMIC))
    entries = []
    for tag, value in struct.iter_unpack("<qQ", section[: len(section) // 16 * 16]):
        if tag == 0:
            break
        if tag in (1, 5, 14, 15, 29):
            entries.append((tag, value))
    if len(entries) > MOST_NAMES:
        raise ValueError("too many entries")
    strings = next(value for tag, value in entries if tag == 5)
    start = next(
        offset + strings - address
        for address, offset, length in loads
        if address <= strings < address + length
    )

    def text(value):
        data = read_at(file, start + value, LONGEST_NAME)
        return data[: data.index(b"\0")].decode("utf-8", "replace")

    found = {"needed": [text(value) for tag, value in entries if tag == 1]}
    for tag, value in entries:
        if tag == 14:
            found["soname"] = text(value)
        elif tag in (15, 29):
            found["runpath"] = text(value)
    return found
