"""The package of this Debian that has a shared library, from debian-libraries.txt."""

import os

TABLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "debian-libraries.txt")


def packages(libraries, release=None):
    """The package of each library that the release has; by default the release of the running system."""
    with open(TABLE) as file:
        releases = file.readline()[1:].partition(":")[0].split()
        release = release or codename()
        if release not in releases:
            return {}
        column = 1 + releases.index(release)
        rows = map(str.split, file)
        known = {row[0]: row[column] for row in rows if row[column] != "-"}
    found = {name: package_of(name, known) for name in libraries}
    return {name: package for name, package in found.items() if package}


def package_of(name, known):
    """The table has the shortest name of a library: libpython3.13.so.1 for libpython3.13.so.1.0."""
    while name not in known and ".so." in name:
        name = name.rpartition(".")[0]
    return known.get(name)


def codename():
    try:
        with open("/etc/os-release") as file:
            values = dict(line.strip().split("=", 1) for line in file if "=" in line)
    except OSError:
        return None
    return values.get("VERSION_CODENAME", "").strip('"') if values.get("ID") == "debian" else None
