"""An ELF file without its symbol table and debug information, which nothing reads at run time (System V ABI, chapter 4).

Only sections outside of all segments are removed. Tools that change a library's path leave sections behind others: these
move down by whole pages. The bytes that the dynamic linker maps do not change.
"""

import struct

HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
SEGMENT = struct.Struct("<IIQQQQQQ")
SECTION = struct.Struct("<IIQQQQIIQQ")
LOAD = 1
NOBITS = 8
ALLOC = 2
# Bytes: less than a page is left as it is.
WORTH = 4096
LARGEST = 4 * 1024 * 1024 * 1024


def strip_elf(data):
    """The smaller file; None if there is nothing to remove, or something that is not understood."""
    if len(data) < HEADER.size or data[:6] != b"\x7fELF\x02\x01":
        return None
    try:
        return stripped(data)
    except (struct.error, IndexError, ValueError):
        return None


def stripped(data):
    header = list(HEADER.unpack_from(data))
    kind, segments_at, sections_at = header[1], header[5], header[6]
    segment_size, segment_count, section_size, section_count, names_index = header[9:14]
    # Shared objects and programs; segments and sections of the usual size, and a table of their names.
    if kind not in (2, 3) or segment_size != SEGMENT.size or section_size != SECTION.size or not names_index:
        return None
    segments = [list(SEGMENT.unpack_from(data, segments_at + i * SEGMENT.size)) for i in range(segment_count)]
    sections = [list(SECTION.unpack_from(data, sections_at + i * SECTION.size)) for i in range(section_count)]
    if end_of_all(sections, segments, sections_at + section_count * SECTION.size) < len(data):
        return None  # Something of another program lies behind it, such as an archive that it unpacks.
    kept = [i for i, section in enumerate(sections) if i == 0 or section[2] & ALLOC]
    if len(kept) + 1 >= section_count:
        return None
    used = [(0, HEADER.size), (segments_at, segments_at + segment_count * SEGMENT.size)]
    used += [(segment[2], segment[2] + segment[5]) for segment in segments if segment[5]]
    used += [(sections[i][4], sections[i][4] + sections[i][5]) for i in kept[1:] if sections[i][1] != NOBITS]
    align = max([4096] + [segment[7] for segment in segments if segment[0] == LOAD])
    pieces = moved(used, align)
    new = place(pieces)
    out = bytearray()
    for start, end, to in pieces:
        out += bytes(to - len(out)) + data[start:end]
    names, name_at = section_names(data, sections, names_index, kept)
    number = {old: position for position, old in enumerate(kept)}
    tables = bytearray()
    for i in kept:
        section = list(sections[i])
        section[0] = name_at[i]
        if i and section[1] != NOBITS:
            section[4] = new(section[4])
        section[6] = number.get(section[6], 0)
        # A number of a section for relocations alone.
        if section[1] in (4, 9):
            section[7] = number.get(section[7], 0)
        tables += SECTION.pack(*section)
    names_start = len(out)
    out += names
    out += bytes(-len(out) % 8)
    tables += SECTION.pack(name_at[-1], 3, 0, 0, names_start, len(names), 0, 0, 1, 0)
    header[5], header[6] = new(segments_at), len(out)
    header[12], header[13] = len(kept) + 1, len(kept)
    out += tables
    for i, segment in enumerate(segments):
        if segment[5] or segment[2]:
            segment[2] = new(segment[2])
        SEGMENT.pack_into(out, header[5] + i * SEGMENT.size, *segment)
    HEADER.pack_into(out, 0, *header)
    return bytes(out) if len(out) + WORTH <= len(data) else None


def end_of_all(sections, segments, tables):
    ends = [section[4] + section[5] for section in sections if section[1] != NOBITS]
    return max(ends + [segment[2] + segment[5] for segment in segments] + [tables])


def moved(used, align):
    """Pieces of the file (start, end, new start), each moved down by whole pages where nothing is in front of it."""
    joined = []
    for start, end in sorted(used):
        # Within the same page nothing can move.
        if joined and start < joined[-1][1] + align:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    pieces, length = [], 0
    for start, end in joined:
        to = start - (start - length) // align * align
        pieces.append((start, end, to))
        length = to + end - start
    return pieces


def place(pieces):
    def new(offset):
        for start, end, to in pieces:
            if start <= offset <= end:
                return offset - start + to
        raise ValueError("an offset that nothing holds")

    return new


def section_names(data, sections, names_index, kept):
    """The table of names of the sections that are kept, and where each of them is in it; -1: its own."""
    table = sections[names_index]
    text = data[table[4] : table[4] + table[5]]
    names, at = bytearray(b"\0"), {0: 0}
    for i in kept[1:]:
        start = sections[i][0]
        at[i] = len(names)
        names += text[start : text.index(b"\0", start) + 1]
    at[-1] = len(names)
    names += b".shstrtab\0"
    return names, at
