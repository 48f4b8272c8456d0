"""Reads which packages dpkg has installed, and their files."""

import os

INFO = "/var/lib/dpkg/info"


def read_status(path):
    """Paragraphs of dpkg's database by name, of what is installed or unpacked."""
    packages = {}
    with open(path, encoding="utf-8") as file:
        for paragraph in file.read().split("\n\n"):
            fields = {}
            key = None
            for line in paragraph.split("\n"):
                if line[:1] in (" ", "\t"):
                    fields[key] += "\n" + line
                elif ":" in line:
                    key, value = line.split(":", 1)
                    fields[key] = value.strip()
            if fields and fields.get("Status", "").split()[-1:] != ["not-installed"]:
                packages[fields["Package"]] = fields
    return packages


def read_file_lists(packages):
    """Owners of paths, and paths of packages, on a file system where /bin may be a link."""
    owners, owned = {}, {}
    real = {}
    for name, fields in packages.items():
        path = info_file(name, fields, ".list")
        paths = []
        if path is not None:
            with open(path, encoding="utf-8", errors="surrogateescape") as file:
                paths = [canonical(line.rstrip("\n"), real) for line in file]
        owned[name] = [each for each in paths if each not in ("/.", "/")]
        for each in owned[name]:
            owners.setdefault(each, set()).add(name)
    return owners, owned


def info_file(name, fields, ending):
    """A file that dpkg has about a package, under its name alone or with its architecture; None if it has none."""
    paths = [INFO + "/" + each + ending for each in (name, name + ":" + fields.get("Architecture", ""))]
    return next((path for path in paths if os.path.exists(path)), None)


def canonical(path, real):
    """The same path without links among its directories."""
    directory, name = os.path.split(path)
    if directory not in real:
        real[directory] = os.path.realpath(directory)
    return os.path.join(real[directory], name)
