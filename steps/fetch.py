"""fetch.py JSON: downloads one file where the daemon itself may not or cannot.

JSON: url, file, sha256 and out (a directory). Credentials come from the secrets pip.conf, uv.toml and
netrc, the authorities to trust from the secret ca-certificates.
"""

import http.client
import json
import os
import shutil
import sys

from index_access import opened
from pinned_file import pinned


def main(request):
    path = os.path.join(request["out"], request["file"])
    try:
        with opened(request["url"]) as answer, open(path, "wb") as file:
            shutil.copyfileobj(answer, file)
            # Where it is read in parts, http.client takes an end that comes too soon for the end.
            if answer.length:
                raise OSError("the connection was closed %d bytes before the end" % answer.length)
    except (OSError, http.client.HTTPException) as error:
        print("grocker:", request["file"], "could not be fetched:", error, file=sys.stderr)
        return 1
    return pinned(path, [request["sha256"]])


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
