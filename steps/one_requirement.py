"""A requirements file for uv has one requirement on each line and no option, even if it is the user's own."""

import re
import sys

HASHES = re.compile(r"(\s--hash=sha(256|384|512):[0-9a-fA-F]+)+$")
# In a requirements file: an option, a variable, and characters that end a line or are not shown.
OTHER = re.compile("(^|\\s)-|[$][{]|[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029]")


def checked_lines(lines):
    """The same lines; the process ends where one of them is more than a requirement."""
    for line in lines:
        if not line.strip() or OTHER.search(HASHES.sub("", line)):
            sys.exit("grocker: %r is not one requirement" % line)
    return lines
