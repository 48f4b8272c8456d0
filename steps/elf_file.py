"""What an ELF file says that it is linked with (System V ABI, chapter 5)."""

import os
import struct


def needed_libraries(path):
    """The dynamic section of an ELF file (System V ABI, chapter 5); None for any other file."""
    if os.path.islink(path):
        return None
    with open(path, "rb") as file:
        header = file.read(64)
        if len(header) < 64 or header[:6] != b"\x7fELF\x02\x01":
            return None
        data = header + file.read()
    try:
        return dynamic_section(data)
    except (struct.error, ValueError, OverflowError, StopIteration):
        # Damaged, or the symbols of a library alone (objcopy --only-keep-debug).
        return None


def dynamic_section(data):
    table, = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQQQ", data, table + i * size) for i in range(count)]
    loads = [(address, offset, length) for kind, _, offset, address, _, length, _, _ in segments if kind == 1]
    dynamic = [(offset, length) for kind, _, offset, _, _, length, _, _ in segments if kind == 2]
    if not dynamic:
        return None
    entries = []
    for at in range(dynamic[0][0], dynamic[0][0] + dynamic[0][1], 16):
        tag, value = struct.unpack_from("<qQ", data, at)
        if tag == 0:
            break
        entries.append((tag, value))
    strings = next(value for tag, value in entries if tag == 5)
    start = next(
        offset + strings - address
        for address, offset, length in loads
        if address <= strings < address + length
    )

    def text(value):
        return data[start + value : data.index(b"\0", start + value)].decode("utf-8", "replace")

    found = {"needed": [text(value) for tag, value in entries if tag == 1]}
    for tag, value in entries:
        if tag == 14:
            found["soname"] = text(value)
        elif tag in (15, 29):
            found["runpath"] = text(value)
    return found
