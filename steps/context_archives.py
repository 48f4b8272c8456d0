"""The archives of the context that a resolver unpacks to read their metadata, within the limits of all archives."""

import os
import re
import tarfile
import urllib.parse
import zlib

from archive_limits import Damaged, TooLarge
from bounded_tar import bounded_tar
from bounded_zip import check_zip

ARCHIVE = re.compile(r"[.](?:whl|zip|tgz|tar([.](?:gz|bz2|xz|lzma|zst))?)$")
# Formats that this Python cannot decompress, and uv can.
UNKNOWN = (".zst", ".lzma")


def check_archives(texts, directories, context):
    """Those that requirements name in the context, and those in directories of it."""
    for path in sorted(named_archives(texts, context) | listed_archives(directories)):
        try:
            check_archive(path)
        except (TooLarge, Damaged) as error:
            raise type(error)("%s is refused: %s" % (os.path.relpath(path, context), error))


def named_archives(texts, context):
    found = (re.search("file://(" + re.escape(context) + r"/[^\s;#?]+)", text) for text in texts)
    paths = (urllib.parse.unquote(match.group(1)) for match in found if match)
    return {path for path in paths if is_archive(path)}


def listed_archives(directories):
    found = (os.path.join(each, name) for each in directories if os.path.isdir(each) for name in os.listdir(each))
    return {path for path in found if is_archive(path)}


def is_archive(path):
    return ARCHIVE.search(path) is not None and os.path.isfile(path)


def check_archive(path):
    if path.endswith(UNKNOWN):
        return
    with open(path, "rb") as file:
        if path.endswith((".whl", ".zip")):
            check_zip(file)
            return
        try:
            with bounded_tar(file) as (_, members):
                for _ in members:
                    pass
        except (tarfile.TarError, zlib.error, EOFError, ValueError, OSError) as error:
            raise Damaged("its archive cannot be read: %s" % error)
