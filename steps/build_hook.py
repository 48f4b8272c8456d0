"""build_hook.py JSON: calls one hook of a build back end in the running Python (PEP 517).

JSON: backend (`module:object`), path (directories of the tree that hold the back end), hook,
arguments, and answer (a file). A back end without the hook answers null.
"""

import importlib
import json
import os
import sys


def main(request):
    # The directory of this file, from which a back end must not import.
    del sys.path[0]
    sys.path[:0] = [os.path.abspath(path) for path in request["path"]]
    module, _, path = request["backend"].partition(":")
    backend = importlib.import_module(module)
    for name in filter(None, path.split(".")):
        backend = getattr(backend, name)
    hook = getattr(backend, request["hook"], None)
    answer = hook(*request["arguments"]) if hook else None
    with open(request["answer"], "w") as file:
        json.dump(answer, file)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
