"""Settings of uv for the index, from the request and the secrets.

Secrets (all optional, in /run/secrets): ca-certificates, netrc, uv.toml, pip.conf or pip_conf.
Credentials stay in this process and those that it starts.
"""

import os
import re
import sys
from urllib.parse import quote, unquote, urlsplit

SECRETS = "/run/secrets/"
# Authorities that a step with a network may have.
NAMES = ("ca-certificates", "netrc", "uv.toml", "pip.conf", "pip_conf")
# Those that name indexes.
CONFIGURATIONS = NAMES[2:]
# Debian's, and those of the tool image for stages that have none yet.
OF_STAGE = "/etc/ssl/certs/ca-certificates.crt"
# The places where uv, Python and programs of back ends look for them: cargo, curl, git, Node, pip and requests.
OF_PROGRAMS = (
    "SSL_CERT_FILE",
    "CARGO_HTTP_CAINFO",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "NODE_EXTRA_CA_CERTS",
    "PIP_CERT",
    "REQUESTS_CA_BUNDLE",
)
OF_TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ca-certificates.crt")


def index_settings():
    """The variables of a uv that queries an index; none of them is a secret."""
    settings = trusted_authorities()
    if secret("uv.toml"):
        settings["UV_CONFIG_FILE"] = SECRETS + "uv.toml"
    else:
        settings["UV_NO_CONFIG"] = "1"
    return settings


def index_arguments(index):
    """The arguments that name uv's indexes.

    Not variables: uv expands a variable in the url of a requirement, and strangers write those.
    """
    configured = pip_configuration()
    url = index.get("url") or "".join(configured["index-url"][:1])
    extra = index.get("extra") or configured["extra-index-url"]
    links = index.get("findLinks", []) + configured["find-links"]
    arguments = []
    if url:
        arguments += ["--default-index", with_credentials(url)]
    for each in extra:
        arguments += ["--index", with_credentials(each)]
    for host in configured["trusted-host"]:
        print("grocker: pip.conf trusts", host, "whatever its certificate", file=sys.stderr)
        arguments += ["--allow-insecure-host", host]
    for link in links:
        arguments += ["--find-links", link]
    if index.get("excludeNewer"):
        arguments += ["--exclude-newer", index["excludeNewer"]]
    return arguments


def trusted_authorities():
    """The variables that name the authorities to programs."""
    trusted = authorities()
    return dict.fromkeys(OF_PROGRAMS, trusted) if trusted else {}


def secret(name):
    return os.path.exists(SECRETS + name)


def pip_configuration():
    """The values of index settings in a pip.conf."""
    keys = ("index-url", "extra-index-url", "find-links", "trusted-host")
    if not secret("pip_conf") and not secret("pip.conf"):
        return {key: [] for key in keys}
    import configparser

    parser = configparser.ConfigParser(interpolation=None)
    parser.read([SECRETS + "pip_conf", SECRETS + "pip.conf"])

    found = {}
    for section in ("global", "install", "wheel"):
        if parser.has_section(section):
            found.update((pip_option(name), value) for name, value in parser.items(section) if value)
    return {key: found.get(key, "").split() for key in keys}


def pip_option(name):
    """As pip's own configuration.py normalises it: `index_url` and `--index-url` are `index-url`."""
    return re.sub("^--", "", name.lower().replace("_", "-"))


def is_trusted(url):
    """Whether pip.conf trusts a server with any certificate: `host` with every port, `host:port` with that one."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    host = "[" + name + "]" if ":" in name else name
    names = {name, host, "%s:%d" % (host, parts.port or (80 if parts.scheme == "http" else 443))}
    return not names.isdisjoint(trusted.lower() for trusted in pip_configuration()["trusted-host"])


def with_credentials(url):
    """A url of grocker.yml with the user and password that a configuration has for it."""
    found = credentials(url)
    if found is None or "@" in urlsplit(url).netloc:
        return url
    return url.replace("://", "://" + ":".join(quote(word, safe="") for word in found) + "@", 1)


def credentials(url):
    """User and password in the most similar url that pip.conf and uv.toml have of that server."""
    asked = urlsplit(url)
    server = (asked.scheme, asked.hostname, asked.port)
    similar = None
    for name in ("pip.conf", "pip_conf", "uv.toml"):
        for known in urls_with_credentials(name):
            parts = urlsplit(known)
            if (parts.scheme, parts.hostname, parts.port) != server:
                continue
            shared = len(os.path.commonprefix([asked.path, parts.path]))
            if similar is None or shared > similar[0]:
                similar = shared, parts
    if similar is None:
        return None
    return unquote(similar[1].username or ""), unquote(similar[1].password or "")


def urls_with_credentials(name):
    """Found by a pattern, because Python before 3.11 cannot read TOML."""
    if not secret(name):
        return []
    with open(SECRETS + name) as file:
        lines = [line for line in file if not line.lstrip().startswith(("#", ";"))]
    return re.findall("https?://[^\\s\"'/@]+@[^\\s\"',]+", "".join(lines))


def authorities():
    """The file of authorities that TLS trusts, instead of the default; None for the default."""
    if secret("ca-certificates"):
        return SECRETS + "ca-certificates"
    return None if os.path.exists(OF_STAGE) else OF_TOOLS
