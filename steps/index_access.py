"""Downloads from an index with the credentials and the authorities of the secrets."""

import base64
import http.client
import ssl
import sys
import time
import urllib.error
import urllib.request

from index_settings import authorities, credentials, is_trusted
from netrc_passwords import netrc_password

# Seconds without a byte.
TIMEOUT = 60
# Seconds between attempts.
PAUSES = (1, 5)
# Temporary failures of a server (RFC 9110).
TEMPORARY = (408, 425, 429, 500, 502, 503, 504)


def opened(url):
    """The answer to a request; only http and https, also after a redirect."""
    request = urllib.request.Request(url)
    found = credentials(url) or netrc_password(url)
    if found:
        token = base64.b64encode(":".join(found).encode()).decode()
        request.add_unredirected_header("Authorization", "Basic " + token)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        Https(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener.open(request, timeout=TIMEOUT)


def patiently(action):
    """The value of an action that reads from a server; temporary failures are retried."""
    for pause in PAUSES:
        try:
            return action()
        except (OSError, http.client.HTTPException) as error:
            if not is_temporary(error):
                raise
            print("grocker: trying again after", pause, "s:", error, file=sys.stderr)
        time.sleep(pause)
    return action()


def is_temporary(error):
    """Whether a failure is temporary."""
    if isinstance(error, urllib.error.HTTPError):
        return error.code in TEMPORARY
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLCertVerificationError) or isinstance(reason, str):
        return False
    return isinstance(error, (OSError, http.client.HTTPException))


class Https(urllib.request.HTTPSHandler):
    def https_open(self, request):
        # Chosen for each request, because an index may redirect to a server that is not trusted.
        return self.do_open(http.client.HTTPSConnection, request, context=tls(request.full_url))


def tls(url):
    context = ssl.create_default_context(cafile=authorities())
    # Python 3.13 rejects authorities that uv and the daemon accept: those of many companies have no key usage.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if is_trusted(url):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
