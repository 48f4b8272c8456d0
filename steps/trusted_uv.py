"""uv where there are secrets, a network and a cache that builds share: it may read packages but not run them.

To build a package, uv first creates a directory in its cache. A file blocks the parent directory,
so every build fails before it begins.
"""

import hashlib
import os
import re
import subprocess

from index_settings import NAMES, SECRETS, index_settings

CACHE = "/var/cache/grocker/uv"
# uv's name of the directory; test/engine/hostile.test.ts fails if it changes.
BUILDS = "builds-v0"
# The beginning of uv's message about a package that it would have to build: `name==version`, or `name @ url`.
UNBUILT = re.compile(r"Failed to (?:download and )?build `([^`]+)`")
# A failure that says nothing about packages.
TEMPORARY = re.compile(
    r"error sending request|dns error|client error \((?:Connect|SendRequest)|connection (?:reset|closed|refused)|timed? ?out"
    r"|error decoding response body|HTTP status server error|\((?:408|425|429|5\d\d) ",
    re.IGNORECASE,
)


class Failed(Exception):
    """uv's own words."""

    def __init__(self, words):
        Exception.__init__(self, words)
        self.words = words

    def unbuilt(self):
        """The package that uv would have to build to go on, if that is what failed."""
        match = UNBUILT.search(self.words)
        return match.group(1) if match and BUILDS in self.words else None

    def is_temporary(self):
        return TEMPORARY.search(self.words) is not None


def environment():
    """The variables of a uv that runs no package's code."""
    cache = own_cache()
    os.makedirs(cache, exist_ok=True)
    builds = os.path.join(cache, BUILDS)
    if not os.path.isfile(builds):
        with open(builds, "w"):
            pass
    return dict(os.environ, HOME="/tmp", UV_CACHE_DIR=cache, UV_LINK_MODE="copy", **index_settings())


def own_cache():
    """One for each set of secrets: files that an index gave with some secrets are not for others."""
    digest = hashlib.sha256()
    names = [name for name in NAMES if name != "ca-certificates" and os.path.exists(SECRETS + name)]
    for name in names:
        with open(SECRETS + name, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return os.path.join(CACHE, digest.hexdigest()[:24] if names else "public")


def run(command, environment):
    done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode != 0:
        raise Failed(without_passwords(done.stderr, environment))


def without_passwords(words, environment):
    """A requirement may name a variable in its url, and uv prints the url with its value."""
    for name, value in environment.items():
        if "@" in value and "proxy" in name.lower():
            words = words.replace(value, "...").replace(value.rpartition("@")[0], "...")
    return words
