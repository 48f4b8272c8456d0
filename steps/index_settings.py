"""What uv must know of the index, as environment variables, from the request and the secrets.

Secrets (all optional, in /run/secrets): ca-certificates, netrc, uv.toml, pip.conf or pip_conf.
"""

import configparser
import os

SECRETS = "/run/secrets/"


def index_settings(index):
    settings = {}
    if secret("ca-certificates"):
        settings["SSL_CERT_FILE"] = SECRETS + "ca-certificates"
    if secret("netrc"):
        settings["NETRC"] = SECRETS + "netrc"
    if secret("uv.toml"):
        settings["UV_CONFIG_FILE"] = SECRETS + "uv.toml"
    else:
        settings["UV_NO_CONFIG"] = "1"
    url, extra, hosts = pip_configuration()
    url = index.get("url") or url
    extra = index.get("extra") or extra
    if url:
        settings["UV_DEFAULT_INDEX"] = url
    if extra:
        settings["UV_INDEX"] = " ".join(extra)
    if hosts:
        settings["UV_INSECURE_HOST"] = " ".join(hosts)
    if index.get("findLinks"):
        settings["UV_FIND_LINKS"] = ",".join(index["findLinks"])
    if index.get("excludeNewer"):
        settings["UV_EXCLUDE_NEWER"] = index["excludeNewer"]
    return settings


def secret(name):
    return os.path.exists(SECRETS + name)


def pip_configuration():
    """index-url, extra-index-url and trusted-host of a pip.conf; credentials stay in this process."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read([SECRETS + "pip_conf", SECRETS + "pip.conf"])

    def words(key):
        found = ""
        for section in ("global", "install", "wheel"):
            found = parser.get(section, key, fallback=found)
        return found.split()

    url = words("index-url")
    return (url[0] if url else None), words("extra-index-url"), words("trusted-host")
