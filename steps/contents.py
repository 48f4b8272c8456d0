"""contents.py JSON OUTPUT: the packages that a filesystem has, for its bill of materials.

JSON: image (where the filesystem is mounted) and venv (a path in it).
OUTPUT gets JSON: distributions (the metadata that Python finds in the virtual environment and, as `base`, in the
directories of a Python that no package of the system owns; those of wheels where the filesystem is a directory of
them), release (ID and VERSION_ID of os-release) and system
(packages in the database of dpkg or apk).
"""

import glob
import json
import os
import re
import sys
from email import message_from_string
from zipfile import ZipFile

import foreign_file
from site_packages import site_packages_of


# Bytes; the database of a large system has a few million.
LARGEST = 100000000


def main(request, output):
    image = request["image"]
    answer = {
        "distributions": python_packages(image, request["venv"]),
        "release": os_release(image),
        "system": sorted(
            dpkg_packages(image) + apk_packages(image), key=lambda found: (found["name"], found["architecture"])
        ),
    }
    with open(output, "w") as file:
        json.dump(answer, file, sort_keys=True)


def python_packages(image, venv):
    own = site_packages_of(image + venv)
    base = sorted(glob.glob(glob.escape(image) + "/usr/local/lib*/python*/*-packages"))
    found, places = {}, set()
    for directory, place in [(each, "venv") for each in own] + [(each, "base") for each in base]:
        # The environment may be below /usr/local itself, and a directory a link to another.
        if os.path.realpath(directory) in places:
            continue
        places.add(os.path.realpath(directory))
        for text in installed_metadata(directory):
            made = distribution(message_from_string(text), place)
            if made is not None:
                # As in Python, the first one that is found is used.
                found.setdefault((made["name"], place), made)
    for wheel in sorted(glob.glob(glob.escape(image) + "/*.whl")):
        made = distribution(message_from_string(wheel_metadata(wheel)), "venv")
        if made is not None:
            found.setdefault((made["name"], "venv"), made)
    return [found[key] for key in sorted(found)]


def installed_metadata(directory):
    """As wheels leave it, and as setuptools did before: a directory, or one file."""
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        if name.endswith(".dist-info"):
            yield text_of(path + "/METADATA")
        elif name.endswith(".egg-info"):
            yield text_of(path + "/PKG-INFO" if os.path.isdir(path) else path)


def wheel_metadata(path):
    with ZipFile(path) as wheel:
        names = [name for name in wheel.namelist() if re.fullmatch(r"[^/]+[.]dist-info/METADATA", name)]
        if not names:
            return ""
        with wheel.open(names[0]) as file:
            return file.read(LARGEST).decode("utf-8", "replace")


def distribution(metadata, place):
    if not metadata.get("Name"):
        return None
    return {
        # Normalised as PEP 503 has it.
        "name": re.sub(r"[-_.]+", "-", metadata.get("Name").strip()).lower(),
        "version": metadata.get("Version", "").strip(),
        "place": place,
        "licenseExpression": metadata.get("License-Expression", "").strip(),
        "license": metadata.get("License", "").strip(),
        "classifiers": [
            text.strip() for text in metadata.get_all("Classifier") or [] if text.strip().startswith("License ::")
        ],
        "requires": [text.strip() for text in metadata.get_all("Requires-Dist") or []],
    }


def os_release(image):
    values = {}
    for name in ("/etc/os-release", "/usr/lib/os-release"):
        for line in text_of(image + name).splitlines():
            key, separator, value = line.partition("=")
            if separator:
                values.setdefault(key.strip(), value.strip().strip("\"'"))
    return {"id": values.get("ID", ""), "version": values.get("VERSION_ID", "")}


def dpkg_packages(image):
    """From dpkg's status file, or from one file for each package if an image has no package manager."""
    directory = image + "/var/lib/dpkg/status.d"
    separate = sorted(os.listdir(directory)) if os.path.isdir(directory) else []
    texts = [text_of(image + "/var/lib/dpkg/status")]
    texts += [text_of(directory + "/" + name) for name in separate if not name.endswith(".md5sums")]
    found = []
    for fields in (stanza(each) for text in texts for each in re.split(r"\n[ \t]*\n", text)):
        if "Package" not in fields or "Version" not in fields:
            continue
        # A removed package that left its configuration is not part of the image.
        if fields.get("Status", "install ok installed").split()[-1] != "installed":
            continue
        source = re.fullmatch(r"(\S+)(?:\s+\((.*)\))?", fields.get("Source", fields["Package"]))
        found.append(
            {
                "kind": "deb",
                "name": fields["Package"],
                "version": fields["Version"],
                "architecture": fields.get("Architecture", ""),
                "source": source.group(1) if source else fields["Package"],
                "sourceVersion": (source.group(2) if source else None) or fields["Version"],
                "license": "",
            }
        )
    return found


def stanza(text):
    """The fields of a paragraph, only the first line of each."""
    pairs = (line.partition(":") for line in text.splitlines() if line and not line[0].isspace())
    return {key: value.strip() for key, separator, value in pairs if separator}


def apk_packages(image):
    # Newer ones keep it below /usr.
    places = [image + "/lib/apk/db/installed", image + "/usr/lib/apk/db/installed"]
    text = next((found for found in map(text_of, places) if found), "")
    found = []
    for paragraph in text.split("\n\n"):
        # Fields of the package come first, then those of its files.
        fields = {}
        for line in paragraph.splitlines():
            if line[1:2] == ":":
                fields.setdefault(line[0], line[2:].strip())
        if "P" in fields and "V" in fields:
            found.append(
                {
                    "kind": "apk",
                    "name": fields["P"],
                    "version": fields["V"],
                    "architecture": fields.get("A", ""),
                    "source": fields.get("o") or fields["P"],
                    "sourceVersion": fields["V"],
                    "license": fields.get("L", ""),
                }
            )
    return found


def text_of(path):
    """A text of the image, whose links are relative; empty if it is none."""
    try:
        return foreign_file.read_text(os.path.realpath(path), LARGEST)
    except OSError:
        return ""


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
