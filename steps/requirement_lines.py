"""Requirements that strangers wrote, for a process that has secrets: one a line, and nothing but requirements (PEP 508)."""

import re

# uv reads options in lines that begin with a dash, and expands environment variables in every url.
REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*[ \t]*(\[[^\]\[]*\])?[ \t]*([@<>=!~;(].*)?")
URL = re.compile(r"[^@]*@[ \t]*((git\+)?https?://|git\+ssh://)[^\s#]+")


class Refused(Exception):
    pass


def requirement_lines(texts):
    """The same texts, stripped.

    Raises Refused for a text that is not a requirement, or that names a file or a variable of this process.
    """
    return [checked(str(text).strip()) for text in texts]


def checked(text):
    if any(ord(character) < 32 or ord(character) == 127 for character in text) or "$" in text:
        raise Refused("%r has a character that a requirement cannot have" % text)
    match = REQUIREMENT.fullmatch(text)
    if not match:
        raise Refused("%r is not a requirement" % text)
    if (match.group(2) or "").startswith("@") and not URL.match(text):
        raise Refused("%r is a file, or is at no url of http, https or git" % text)
    return text
