"""Downloads from an index with the credentials and the authorities of the secrets."""

import base64
import http.client
import netrc
import ssl
import urllib.parse
import urllib.request

from index_settings import SECRETS, authorities, credentials, is_trusted, secret


def opened(url, **settings):
    request = urllib.request.Request(url)
    found = credentials(url) or netrc_credentials(urllib.parse.urlsplit(url).hostname)
    if found:
        token = base64.b64encode(":".join(found).encode()).decode()
        request.add_unredirected_header("Authorization", "Basic " + token)
    return urllib.request.build_opener(Https).open(request, **settings)


class Https(urllib.request.HTTPSHandler):
    def https_open(self, request):
        # Chosen for each request, for an index may redirect to a server that is not trusted.
        return self.do_open(http.client.HTTPSConnection, request, context=tls(request.full_url))


def tls(url):
    context = ssl.create_default_context(cafile=authorities())
    # Python 3.13 refuses authorities that uv and the daemon take: many a company's has no key usage.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if is_trusted(url):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def netrc_credentials(host):
    if not secret("netrc"):
        return None
    try:
        found = netrc.netrc(SECRETS + "netrc").authenticators(host)
    except netrc.NetrcParseError:
        # uv says what is wrong with it.
        return None
    return (found[0], found[2]) if found else None
