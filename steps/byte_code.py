"""Byte code of installed files, compiled by all processors."""

import os
import py_compile
import warnings

# PEP 552: installed files do not change, so that no import need look at the source; unless somebody changes them.
UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
CHECKED = py_compile.PycInvalidationMode.CHECKED_HASH


def compile_files(sources, out, mode=UNCHECKED):
    """Compiles files of a tree under `out` as those of the image; True if nothing but their own mistakes prevented it.

    The workers are forks, for an interpreter takes longer to start than a small package to compile.
    """
    workers = [start_worker(share, out, mode) for share in shares(sources) if share]
    statuses = [os.waitpid(worker, 0)[1] for worker in workers]
    return not any(statuses)


def shares(sources):
    """Divides the files among the processors by size."""
    divided = [[] for _ in os.sched_getaffinity(0)]
    sizes = [0] * len(divided)
    for size, path in sorted(((os.path.getsize(path), path) for path in sources), reverse=True):
        least = sizes.index(min(sizes))
        divided[least].append(path)
        sizes[least] += size
    return divided


def start_worker(sources, out, mode):
    worker = os.fork()
    if worker != 0:
        return worker
    warnings.simplefilter("ignore")
    for path in sources:
        try:
            py_compile.compile(path, dfile=path[len(out) :], doraise=True, invalidation_mode=mode)
        except py_compile.PyCompileError:
            pass  # A template, or for another Python: it is installed as it is.
    os._exit(0)
