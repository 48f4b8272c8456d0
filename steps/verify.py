"""verify.py JSON: copies a file of the context that a lock has hashes of, if it has one of them.

JSON: source, file (its name), hashes (sha256) and out (a directory). Exit status 2: it has none of them.
"""

import hashlib
import json
import os
import shutil
import sys

EPOCH = 315532800


def main(request):
    digest = hashlib.sha256()
    with open(request["source"], "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    found = digest.hexdigest()
    if found not in request["hashes"]:
        print("grocker:", request["file"], "has sha256", found, "instead of", ", ".join(request["hashes"]), file=sys.stderr)
        return 2
    path = os.path.join(request["out"], request["file"])
    shutil.copyfile(request["source"], path)
    os.utime(path, (EPOCH, EPOCH))
    os.utime(request["out"], (EPOCH, EPOCH))
    return 0


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
