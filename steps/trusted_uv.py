"""uv where there are secrets, a network and a cache that builds share: it may read packages but not run them.

To build a package, uv first creates a directory in its cache. A file blocks the parent directory,
so every build fails before it begins.
"""

import hashlib
import os
import re
import subprocess
import threading

from agreed import MOST_BYTES
from archive_limits import TooLarge
from index_settings import NAMES, SECRETS, index_settings, secret
from netrc_passwords import store_for_uv

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
# Bytes that one uv may write: as many as one archive may have. The metadata of a resolution has fewer.
MOST_WRITTEN = MOST_BYTES


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


def environment(index):
    """The variables of a uv that runs no package's code, and may read an index."""
    cache = own_cache()
    os.makedirs(cache, exist_ok=True)
    builds = os.path.join(cache, BUILDS)
    if not os.path.isfile(builds):
        with open(builds, "w"):
            pass
    own = {"HOME": "/tmp", "UV_CACHE_DIR": cache, "UV_LINK_MODE": "copy"}
    if secret("netrc"):
        own["UV_CREDENTIALS_DIR"] = store_for_uv(index)
    return dict(os.environ, **own, **index_settings())


def own_cache():
    """One for each set of secrets: files that an index gave with some secrets are not for others."""
    digest = hashlib.sha256()
    names = [name for name in NAMES if name != "ca-certificates" and os.path.exists(SECRETS + name)]
    for name in names:
        with open(SECRETS + name, "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return os.path.join(CACHE, digest.hexdigest()[:24] if names else "public")


def run(command, environment, most=MOST_WRITTEN):
    """Runs uv, which may write so many bytes; None: any number, because nothing but checked archives is unpacked."""
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, universal_newlines=True)
    watch = Watch(process, most)
    if most is not None:
        watch.start()
    words = process.communicate()[1]
    watch.ended.set()
    if watch.passed:
        raise TooLarge("the packages that uv reads unpack to more than %d MiB" % (most >> 20))
    if process.returncode != 0:
        raise Failed(without_passwords(words, environment))


class Watch(threading.Thread):
    """Ends a uv that writes too much.

    To read the metadata of a source, and of a wheel that an index does not give in parts, uv unpacks all of it.
    """

    def __init__(self, process, most):
        threading.Thread.__init__(self, daemon=True)
        self.process, self.most, self.passed, self.ended = process, most, False, threading.Event()

    def run(self):
        while not self.ended.wait(0.2):
            if written(self.process.pid) > self.most:
                self.passed = True
                self.process.kill()
                return


def written(pid):
    """The bytes that a process and its threads have written so far, as far as Linux tells (proc_pid_io(5))."""
    try:
        with open("/proc/%d/io" % pid) as file:
            return int(re.search("^wchar: ([0-9]+)$", file.read(), re.MULTILINE).group(1))
    except OSError:
        return 0


def without_passwords(words, environment):
    """A requirement may name a variable in its url, and uv prints the url with its value."""
    for name, value in environment.items():
        if "@" in value and "proxy" in name.lower():
            words = words.replace(value, "...").replace(value.rpartition("@")[0], "...")
    return words
