"""fetch.py JSON: downloads one file where the daemon itself may not or cannot.

JSON: url, file, sha256 and out (a directory). Credentials come from the secrets netrc and pip.conf,
the authorities to trust from the secret ca-certificates.
"""

import base64
import hashlib
import json
import netrc
import os
import shutil
import ssl
import sys
import urllib.error
import urllib.parse
import urllib.request

from index_settings import SECRETS, pip_configuration, secret

EPOCH = 315532800


def main(request):
    path = os.path.join(request["out"], request["file"])
    handlers = [urllib.request.HTTPSHandler(context=tls())]
    opener = urllib.request.build_opener(*handlers)
    try:
        with opener.open(authorised(request["url"])) as answer, open(path, "wb") as file:
            shutil.copyfileobj(answer, file)
    except (urllib.error.URLError, OSError) as error:
        print("grocker:", request["file"], "could not be fetched:", error, file=sys.stderr)
        return 1
    with open(path, "rb") as file:
        found = hashlib.sha256(file.read()).hexdigest()
    if found != request["sha256"]:
        print("grocker:", request["file"], "has sha256", found, "instead of", request["sha256"], file=sys.stderr)
        return 2
    os.utime(path, (EPOCH, EPOCH))
    os.utime(request["out"], (EPOCH, EPOCH))
    return 0


def tls():
    return ssl.create_default_context(cafile=SECRETS + "ca-certificates" if secret("ca-certificates") else None)


def authorised(url):
    host = urllib.parse.urlsplit(url).hostname
    found = netrc_credentials(host) or pip_credentials(host)
    request = urllib.request.Request(url)
    if found:
        token = base64.b64encode(":".join(found).encode()).decode()
        request.add_unredirected_header("Authorization", "Basic " + token)
    return request


def netrc_credentials(host):
    if not secret("netrc"):
        return None
    found = netrc.netrc(SECRETS + "netrc").authenticators(host)
    return (found[0], found[2]) if found else None


def pip_credentials(host):
    url, extra, _ = pip_configuration()
    for index in [url or ""] + extra:
        parts = urllib.parse.urlsplit(index)
        if parts.hostname == host and parts.username:
            return urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
    return None


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
