"""The passwords of the secret netrc: for https, and for hosts that pip.conf trusts; over http everybody could read them."""

import functools
import os
import re
import sys
import tempfile
from urllib.parse import urlsplit

from index_settings import CONFIGURATIONS, SECRETS, is_trusted, secret
from toml_text import toml_text

ORIGIN = re.compile("https?://(?:[^\\s\"'/@]*@)?([^\\s\"'/,?#@]+)")
# A name or an address; uv ignores the whole store for any other.
HOST = re.compile("[A-Za-z0-9._-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+\\](:[0-9]+)?")


def netrc_password(url):
    """The user and the password for a url, if they may be sent to it."""
    if urlsplit(url).scheme != "https" and not is_trusted(url):
        return None
    found = known_hosts().get(urlsplit(url).hostname) or known_hosts().get("default")
    return (found[0] or "", found[2] or "") if found else None


@functools.lru_cache(maxsize=None)
def known_hosts():
    """The entries of the secret by the names of their hosts; `default` has those of all others."""
    if not secret("netrc"):
        return {}
    import netrc

    try:
        hosts = netrc.netrc(SECRETS + "netrc").hosts
        return {name.lower(): entry for name, entry in hosts.items()}
    except netrc.NetrcParseError as error:
        # Its message quotes a word of the file.
        print("grocker: line %s of the secret netrc cannot be read" % error.lineno, file=sys.stderr)
    except UnicodeDecodeError:
        print("grocker: the secret netrc is not UTF-8", file=sys.stderr)
    return {}


def store_for_uv(index):
    """The directory of a store with these passwords (`uv auth`), for the hosts of netrc and the servers of all indexes.

    uv sends a password of netrc itself over http, too: any page and any requirement of strangers may name a url of http.
    The store has a scheme and a port with each password.
    """
    directory = tempfile.mkdtemp()
    with open(os.path.join(directory, "credentials.toml"), "w", encoding="utf-8") as file:
        for origin in sorted(origins(index)):
            found = netrc_password(origin)
            if found:
                file.write("[[credential]]\nservice = %s\n" % toml_text(origin))
                file.write("username = %s\npassword = %s\n" % tuple(toml_text(word) for word in found))
    return directory


def origins(index):
    """Schemes, hosts and ports that may need a password."""
    names = {"[" + name + "]" if ":" in name else name for name in known_hosts() if name != "default"}
    texts = [index.get("url") or ""] + (index.get("extra") or []) + (index.get("findLinks") or [])
    for name in CONFIGURATIONS:
        if secret(name):
            with open(SECRETS + name) as file:
                texts.append(file.read())
    names.update(match.group(1) for text in texts for match in ORIGIN.finditer(text))
    return {scheme + name for name in names if HOST.fullmatch(name) for scheme in ("https://", "http://")}
