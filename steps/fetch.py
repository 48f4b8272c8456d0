"""fetch.py JSON: downloads one file that the daemon itself may not or cannot download.

JSON: url, file, sha256 and out (a directory). Credentials come from the secrets pip.conf, uv.toml and
netrc, the authorities to trust from the secret ca-certificates.
Exit statuses: agreed.py; 1: anything else.
"""

import http.client
import json
import os
import shutil
import socket
import ssl
import sys
import urllib.error

from agreed import BUSY, DENIED, GONE, NO_ADDRESS, NO_ANSWER, NO_TRUST
from index_access import TEMPORARY, opened, patiently
from pinned_file import pinned


HTTP = {401: DENIED, 403: DENIED, 407: DENIED, 404: GONE, 410: GONE}


def main(request):
    path = os.path.join(request["out"], request["file"])
    try:
        patiently(lambda: fetch(request["url"], path))
    except (OSError, http.client.HTTPException) as error:
        print("grocker:", request["file"], "could not be fetched:", error, file=sys.stderr)
        return status_of(error)
    return pinned(path, [request["sha256"]])


def status_of(error):
    if isinstance(error, urllib.error.HTTPError):
        return HTTP.get(error.code, BUSY if error.code in TEMPORARY or error.code >= 500 else 1)
    reason = getattr(error, "reason", error)
    if isinstance(reason, socket.gaierror):
        return NO_ADDRESS
    if isinstance(reason, ssl.SSLCertVerificationError):
        return NO_TRUST
    return NO_ANSWER if isinstance(reason, (OSError, http.client.HTTPException)) else 1


def fetch(url, path):
    with opened(url) as answer, open(path, "wb") as file:
        shutil.copyfileobj(answer, file)
        # When reading in parts, http.client treats a premature end as the end.
        if answer.length:
            raise ConnectionError("the connection was closed %d bytes before the end" % answer.length)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
