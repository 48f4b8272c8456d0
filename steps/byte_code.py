"""Byte code of installed files, compiled on all CPUs."""

import json
import os
import py_compile
import tempfile
import warnings

# PEP 552: installed files do not change, so imports need not check the source; unless somebody changes them.
UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
CHECKED = py_compile.PycInvalidationMode.CHECKED_HASH


def compile_files(sources, out, mode=UNCHECKED):
    """Compiles files of a tree under `out`, with their paths in the image.

    Returns the mistakes of files that are not modules of this Python: by path in the image, line
    and message. None if anything else prevented it. The workers are forks, because starting an
    interpreter takes longer than compiling a small package.
    """
    answers = tempfile.mkdtemp()
    workers = [
        (start_worker(share, out, mode, "%s/%d" % (answers, index)), "%s/%d" % (answers, index))
        for index, share in enumerate(shares(sources))
        if share
    ]
    statuses = [os.waitpid(worker, 0)[1] for worker, _ in workers]
    if any(statuses):
        return None
    return {path: mistake for _, answer in workers for path, mistake in read(answer).items()}


def read(path):
    with open(path) as file:
        return json.load(file)


def shares(sources):
    """Divides the files among the CPUs by size."""
    divided = [[] for _ in os.sched_getaffinity(0)]
    sizes = [0] * len(divided)
    for size, path in sorted(((os.path.getsize(path), path) for path in sources), reverse=True):
        least = sizes.index(min(sizes))
        divided[least].append(path)
        sizes[least] += size
    return divided


def start_worker(sources, out, mode, answer):
    worker = os.fork()
    if worker != 0:
        return worker
    warnings.simplefilter("ignore")
    mistakes = {}
    for path in sources:
        try:
            py_compile.compile(path, dfile=path[len(out) :], doraise=True, invalidation_mode=mode)
        except py_compile.PyCompileError as error:
            # A template, or for another Python: it is installed unchanged.
            if isinstance(error.exc_value, SyntaxError):
                mistakes[path[len(out) :]] = {"line": error.exc_value.lineno or 1, "words": error.exc_value.msg}
    with open(answer, "w") as file:
        json.dump(mistakes, file)
    os._exit(0)
