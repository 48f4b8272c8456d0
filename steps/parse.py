"""parse.py JSON OUTPUT: parses the modules of an application, offline.

JSON: directories, bytes (with more source text than that the rest is left to the target check), command, the words
that start the container, and started, lists of the paths in the first directory that modules of the command may have
(may be absent). OUTPUT gets JSON: mistakes, the modules that this Python cannot parse (directory, its number, path in
it, line and words), imports, the names from elsewhere that the started modules import (see started_imports.py; the
same keys, and name), and started (see started_modules.py).
"""

import ast
import json
import os
import sys
import warnings

from started_imports import started_imports
from started_modules import started_modules


def main(request, output):
    warnings.simplefilter("ignore")
    mistakes, left = [], request["bytes"]
    for number, root in enumerate(request["directories"]):
        for path in modules(root):
            left -= os.path.getsize(path)
            if left < 0:
                break
            mistake = mistake_of(path)
            if mistake:
                mistakes.append({"directory": number, "path": os.path.relpath(path, root), **mistake})
    imports = [
        {"directory": number, **found}
        for number, root in enumerate(request["directories"])
        for found in started_imports(root, request["command"])
    ]
    answer = {"mistakes": mistakes, "imports": imports}
    if request.get("started"):
        answer["started"] = started_modules(request["directories"][0], request["started"])
    with open(output, "w") as file:
        json.dump(answer, file, sort_keys=True)


def modules(root):
    for directory, directories, names in os.walk(root):
        directories.sort()
        for name in sorted(names):
            path = os.path.join(directory, name)
            if name.endswith(".py") and os.path.isfile(path):
                yield path


def mistake_of(path):
    """The line of a module that this Python cannot parse, and its words; None of any other file."""
    try:
        with open(path, "rb") as file:
            compile(file.read(), path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except SyntaxError as error:
        return {"line": error.lineno or 1, "words": error.msg}
    except (OSError, ValueError, RecursionError, MemoryError):
        pass  # Unreadable, with null bytes, or nested deeper than Python parses: not a module that a person wrote.
    return None


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2])
