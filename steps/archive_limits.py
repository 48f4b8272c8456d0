"""How much an archive of strangers may unpack to; src/graph/agreed.ts has the limits."""

from agreed import ANY_BYTES, MOST_BYTES, MOST_MEMBERS, MOST_TIMES


class TooLarge(Exception):
    """An archive has more files, or unpacks to more bytes, than the limits allow."""


class Damaged(Exception):
    """An archive in which two readers may find different files."""


def most_bytes(size):
    """The bytes to which an archive of a size may unpack."""
    return min(MOST_BYTES, max(ANY_BYTES, MOST_TIMES * size))


def require_bytes(total, most):
    if total > most:
        raise TooLarge("it unpacks to more than %d MiB" % (most >> 20))


class Count:
    """Files and bytes of an archive of a size, so far."""

    def __init__(self, size):
        self.most, self.files, self.total = most_bytes(size), 0, 0

    def add(self, size):
        self.files += 1
        self.total += size
        if self.files > MOST_MEMBERS:
            raise TooLarge("it has more than %d files" % MOST_MEMBERS)
        require_bytes(self.total, self.most)
