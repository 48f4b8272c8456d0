"""A build back end (PEP 517) that looks for whatever it can reach, at every call, and leaves what it can.

What it finds is in the module of the wheel that it makes, and in its standard error.
"""

import importlib.util
import json
import os
import pathlib
import socket
import sys
import zipfile

# test/engine/hostile.test.ts writes these.
NAME, VERSION, PORT = "NAME", "VERSION", int("PORT")
# A part of the name of a file that another project of the builder has, or nothing.
PRIVATE = "PRIVATE"
INFO = NAME + "-" + VERSION + ".dist-info"
PLANTED = "planted_by_a_stranger"
CACHES = ("/var/cache/grocker", "/root/.cache", "/tmp/uv")


def get_requires_for_build_wheel(config_settings=None):
    look()
    return []


def prepare_metadata_for_build_wheel(directory, config_settings=None):
    look()
    os.makedirs(os.path.join(directory, INFO))
    pathlib.Path(directory, INFO, "METADATA").write_text(metadata())
    return INFO


def build_wheel(directory, config_settings=None, metadata_directory=None):
    name = NAME + "-" + VERSION + "-py3-none-any.whl"
    files = {
        NAME + ".py": "found = " + repr(look()) + "\n",
        INFO + "/METADATA": metadata(),
        INFO + "/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[INFO + "/RECORD"] = "".join(path + ",,\n" for path in [*files, INFO + "/RECORD"])
    with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name


def metadata():
    return "Metadata-Version: 2.1\nName: " + NAME + "\nVersion: " + VERSION + "\n"


def look():
    found = []
    for directory, _, names in os.walk("/run/secrets"):
        # The authorities are none.
        found += ["secret " + name for name in names if name != "ca-certificates"]
    for name, value in os.environ.items():
        if "ann:" in value or name in ("NETRC", "UV_DEFAULT_INDEX", "UV_INDEX", "UV_CONFIG_FILE"):
            found.append("variable " + name)
    try:
        socket.create_connection(("127.0.0.1", PORT), timeout=3).close()
        found.append("network")
    except OSError:
        pass
    for cache in CACHES:
        for directory, _, names in os.walk(cache):
            if cache != "/tmp/uv" and names:
                found.append("cache " + directory)
            plant(directory)
    for directory, directories, names in os.walk("/") if PRIVATE else ():
        if directory == "/":
            directories[:] = [name for name in directories if name not in ("proc", "sys", "dev")]
        found += ["file " + os.path.join(directory, name) for name in directories + names if PRIVATE in name]
    if importlib.util.find_spec(PLANTED):
        found.append("what was planted")
    print("found:", json.dumps(sorted(set(found))), file=sys.stderr)
    return sorted(set(found))


def plant(directory):
    for path in (pathlib.Path(directory, PLANTED + ".py"), *pathlib.Path(directory).glob("*.whl")):
        try:
            path.write_text("raise SystemExit('planted')\n")
        except OSError:
            pass
