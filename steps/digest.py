"""digest.py JSON: computes the SHA-256 of a file on a server.

JSON: url and answer (a file). Credentials come from the secrets pip.conf, uv.toml and netrc, the authorities to trust from
the secret ca-certificates.
The answer is JSON with sha256 and size; or, if the server refuses the file, the line "error" and the reason.
Exit status 1: the server did not answer.
"""

import hashlib
import http.client
import json
import sys
import urllib.error

from index_access import is_temporary, opened, patiently


def main(request):
    try:
        answer = json.dumps(patiently(lambda: digest(request["url"])), sort_keys=True)
    except (OSError, http.client.HTTPException) as error:
        print("grocker:", request["url"], "could not be fetched:", error, file=sys.stderr)
        if is_temporary(error):
            return 1
        answer = "error\n%s\n" % error
    with open(request["answer"], "w") as file:
        file.write(answer)
    return 0


def digest(url):
    found, size = hashlib.sha256(), 0
    with opened(url) as answer:
        for block in iter(lambda: answer.read(1 << 20), b""):
            found.update(block)
            size += len(block)
        # When reading in parts, http.client treats a premature end as the end.
        if answer.length:
            raise ConnectionError("the connection was closed %d bytes before the end" % answer.length)
    return {"sha256": found.hexdigest(), "size": size}


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
