"""verify.py JSON: copies a file of the context if it has one of the hashes of its lock.

JSON: source, file (its name), hashes (sha256) and out (a directory). Exit status OTHER_FILE: it has none of them.
"""

import json
import os
import shutil
import sys

from pinned_file import pinned


def main(request):
    path = os.path.join(request["out"], request["file"])
    shutil.copyfile(request["source"], path)
    return pinned(path, request["hashes"])


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
