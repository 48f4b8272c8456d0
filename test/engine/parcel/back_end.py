"""A build back end (PEP 517) that writes down what it was given."""

import json
import os
import pathlib
import zipfile

ROOT = pathlib.Path(__file__).parent
INFO = "parcel-1.2.dist-info"
FIXED = (1980, 1, 1, 0, 0, 0)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = "parcel-1.2-py3-none-any.whl"
    built = {
        "mark": os.environ.get("PARCEL_MARK"),
        "settings": config_settings or {},
        "figlet": os.path.exists("/usr/bin/figlet"),
    }
    files = {
        "parcel/__init__.py": (ROOT / "src/parcel/__init__.py").read_text(),
        "parcel/__main__.py": (ROOT / "src/parcel/__main__.py").read_text(),
        "parcel/tests/__init__.py": "",
        "parcel/built.json": json.dumps(built, sort_keys=True),
        f"{INFO}/METADATA": "Metadata-Version: 2.1\nName: parcel\nVersion: 1.2\n"
        "Requires-Dist: packaging\nProvides-Extra: loud\n"
        'Requires-Dist: cowsay; extra == "loud"\n',
        f"{INFO}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{INFO}/entry_points.txt": "[console_scripts]\nparcel = parcel:main\n",
    }
    if "PARCEL_BROKEN" in os.environ:
        library = next(pathlib.Path("/usr/lib").glob("*/libz.so.1")).read_bytes()
        files["parcel/broken.so"] = library.replace(b"libc.so.6", b"libq.so.6")
    files[f"{INFO}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{INFO}/RECORD"])
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(zipfile.ZipInfo(path, FIXED), text)
    return name
