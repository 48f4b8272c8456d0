"""Says what it finds around itself, as JSON."""

import importlib.metadata
import json
import os
import pathlib
import sys


def versions():
    found = importlib.metadata.distributions()
    return {each.metadata["Name"].lower(): each.version for each in found}


def tree(directory):
    root = pathlib.Path(directory)
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def main():
    here = pathlib.Path(__file__).parent
    print(
        json.dumps(
            {
                "arguments": sys.argv[1:],
                "versions": versions(),
                "built": json.loads((here / "built.json").read_text()),
                "compiled": [str(path.relative_to(here)) for path in sorted(here.rglob("__pycache__"))],
                "directory": os.getcwd(),
                "files": [path for path in tree(".") if ".venv/" not in path],
            }
        )
    )
