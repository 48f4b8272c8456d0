"""fetch.py JSON: downloads one file where the daemon itself may not or cannot.

JSON: url, file, sha256 and out (a directory). Credentials come from the secrets pip.conf, uv.toml and
netrc, the authorities to trust from the secret ca-certificates.
Exit status 2: it is another file; 5: it is gone; 6: the server asks for credentials or refuses them; 7: the name of the
server has no address; 8: its certificate is not trusted; 9: it does not answer; 1: anything else.
"""

import http.client
import json
import os
import shutil
import socket
import ssl
import sys
import urllib.error

from index_access import opened, patiently
from pinned_file import pinned


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
        return {401: 6, 403: 6, 407: 6, 404: 5, 410: 5}.get(error.code, 9 if error.code >= 500 else 1)
    reason = getattr(error, "reason", error)
    if isinstance(reason, socket.gaierror):
        return 7
    if isinstance(reason, ssl.SSLCertVerificationError):
        return 8
    return 9 if isinstance(reason, (OSError, http.client.HTTPException)) else 1


def fetch(url, path):
    with opened(url) as answer, open(path, "wb") as file:
        shutil.copyfileobj(answer, file)
        # Where it is read in parts, http.client takes an end that comes too soon for the end.
        if answer.length:
            raise ConnectionError("the connection was closed %d bytes before the end" % answer.length)


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
