"""Files that strangers' code may have written, or replaced by a link, a FIFO or a device.

The steps that read them have to end: opening a FIFO waits for its other end, and a device may have no end.
"""

import os
import shutil
import stat

# Bytes of a text that a person or a build back end writes.
LARGEST = 10000000


class NoFile(OSError):
    """Why a path cannot be read as a regular file."""


def opened(path):
    """A regular file, for reading; not through a link in its last part."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NoFile("%s is not a regular file" % path)
    return os.fdopen(descriptor, "rb")


def read(path, largest=LARGEST):
    """The bytes of a regular file that is not larger."""
    with opened(path) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise NoFile("%s has more than %d bytes" % (path, largest))
    return data


def read_text(path, largest=LARGEST):
    return read(path, largest).decode("utf-8", "replace")


def write(path, data):
    """A new file with these bytes; it replaces any file there."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def copy(path, directory):
    """Copies a regular file into a directory, under its name."""
    target = os.path.join(directory, os.path.basename(path))
    with opened(path) as source:
        write(target, b"")
        with open(target, "wb") as file:
            shutil.copyfileobj(source, file)
