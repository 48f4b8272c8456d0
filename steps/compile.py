"""compile.py JSON: makes the wheel of one sdist or source tree, in the compiler stage.

JSON: uv, python, name, source (an archive or a directory, read-only), subdirectory, out,
configSettings ([[key, value]…]), envs ({name: value}), index and epoch (seconds). The source is
unpacked to one fixed path, for a compiler writes the path that it works in into what it makes.
"""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile

from index_settings import index_settings

BUILD = "/build/source"


def main(request):
    tree = unpack(request["source"])
    if request.get("subdirectory"):
        tree = os.path.join(tree, request["subdirectory"])
    command = [
        request["uv"], "build", "--wheel", "--python", request["python"],
        "--out-dir", request["out"], "--no-create-gitignore",
    ]  # fmt: skip
    for key, value in request["configSettings"]:
        command += ["--config-setting", key + "=" + value]
    environment = dict(
        os.environ,
        HOME="/tmp",
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(request["epoch"]),
        UV_CACHE_DIR="/var/cache/grocker/uv",
        **index_settings(request["index"]),
    )
    environment.update(request["envs"])
    status = subprocess.call(command + [tree], env=environment)
    if status != 0:
        print("grocker: no wheel of", request["name"], "could be made", file=sys.stderr)
        return status
    set_time_of_wheels(request)
    return 0


def set_time_of_wheels(request):
    for name in os.listdir(request["out"]):
        path = os.path.join(request["out"], name)
        if not name.endswith(".whl"):
            os.unlink(path)
            continue
        os.utime(path, (request["epoch"], request["epoch"]))
    os.utime(request["out"], (request["epoch"], request["epoch"]))


def unpack(source):
    shutil.rmtree(BUILD, ignore_errors=True)
    os.makedirs(os.path.dirname(BUILD), exist_ok=True)
    if os.path.isdir(source):
        shutil.copytree(source, BUILD, symlinks=True)
        return BUILD
    os.makedirs(BUILD)
    if source.endswith(".zip"):
        with zipfile.ZipFile(source) as archive:
            archive.extractall(BUILD)
    else:
        with tarfile.open(source) as archive:
            if hasattr(tarfile, "data_filter"):
                archive.extractall(BUILD, filter="data")
            else:
                archive.extractall(BUILD)
    (root,) = os.listdir(BUILD)
    # One path for every sdist, whatever the name of the directory in its archive.
    os.rename(os.path.join(BUILD, root), BUILD + ".unpacked")
    os.rmdir(BUILD)
    os.rename(BUILD + ".unpacked", BUILD)
    return BUILD


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
