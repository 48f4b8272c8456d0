"""linked_libraries.py JSON OUT DIFFERENCE LIBRARIES…: adds to OUT, which minimal_root.py made of the root stage that this
step runs on, the shared libraries of the root stage that Python packages are linked with, and what these need.

JSON is that of minimal_root.py, LIBRARIES are libraries.json of each install group, see install.py. If something is
added, the directory DIFFERENCE gets a file with its summary. With this, OUT is what it would be if minimal_root.py had
known the libraries: the same files, and the records of their packages.
"""

import json
import os
import sys

from minimal_root import LIBRARY_DIRECTORIES, copy_tree, link_cache, list_tree, restore_directory_times, select, summary, with_parents, write_left_out, write_records


def main(request, out, difference, paths):
    wanted = libraries_of_packages(paths)
    if not (wanted - names_below(out)) & names_below(""):
        return
    selected = select(request, wanted)
    added = {path for path in selected.kept if not os.path.lexists(out + path)}
    copy_tree(sorted(added), out)
    write_records(out, selected, request["epoch"])
    write_left_out(out, selected, request["epoch"])
    link_cache(out, request["epoch"], request.get("foreign", False))
    restore_directory_times(sorted(with_parents(set(added))), out, request["epoch"])
    with open(difference + "/summary", "w", encoding="utf-8") as file:
        file.write(summary(added, selected.names) + "\n")


def libraries_of_packages(paths):
    """Names of the shared libraries that Python packages need from the system."""
    groups = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            groups.append(json.load(file))
    return {name for group in groups for name in group["needed"]} - {name for group in groups for name in group["own"]}


def names_below(root):
    """Names of the files in directories of shared libraries."""
    return {os.path.basename(path) for directory in LIBRARY_DIRECTORIES if os.path.isdir(root + directory) for path in list_tree(root + directory, set())}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])
