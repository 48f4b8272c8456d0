"""Imports of the modules that a command starts, and of those that they import in turn."""

import ast
import importlib.util
import os
import re
import sys

# module:object of a server, with what follows the object.
OBJECT = re.compile(r"([A-Za-z_][\w.]*):[A-Za-z_][\w.]*(?:\(.*\))?")
MODULE = re.compile(r"[A-Za-z_][\w.]*")

# More modules are not read.
MOST = 1000


def started_imports(root, command):
    """Names that are not below `root` and not of Python itself, with the first path and line that import each.

    Only statements that run whenever their module is imported: not those in a function, `if` or `try`.
    """
    own = names_below(root)
    pending = started(root, [part for word in command for part in word.split()])
    seen, found = set(pending), {}
    while pending and len(seen) < MOST:
        path = pending.pop(0)
        for level, name, line in imports(path):
            top = name.split(".")[0]
            files = []
            if level > 0:
                files = files_of([os.path.join(os.path.dirname(path), *[os.pardir] * (level - 1))], name)
            elif top in own:
                files = files_of([root, root + "/src", os.path.dirname(path)], name)
            elif not of_python(top):
                found.setdefault(top, {"path": os.path.relpath(path, root), "line": line, "name": top})
            pending += [each for each in files if each not in seen]
            seen.update(files)
    return [found[name] for name in sorted(found)]


def names_below(root):
    """Every name of a file or directory: it may be on the module path, however that is set."""
    names = set()
    for _, directories, files in os.walk(root):
        names.update(directories)
        names.update(name.split(".")[0] for name in files)
    return names


def started(root, words):
    """The files that words of a command name: a path, what follows -m, or module:object."""
    named = [os.path.join(root, word) for word in words if os.path.isdir(os.path.join(root, word))]
    directories = [root, root + "/src"] + named
    found = []
    for at, word in enumerate(words):
        path = os.path.join(root, word)
        match = OBJECT.fullmatch(word)
        if word.endswith(".py") and os.path.isfile(path):
            found.append(os.path.normpath(path))
        elif match:
            found += files_of(directories, match.group(1))
        elif at > 0 and words[at - 1] == "-m" and MODULE.fullmatch(word):
            found += files_of(directories, word + ".__main__") or files_of(directories, word)
    return list(dict.fromkeys(found))


def files_of(directories, module):
    """The files of a module and of the packages above it, in the first directory that has any."""
    parts = module.split(".")
    for directory in directories:
        bases = [os.path.join(directory, *parts[: at + 1]) for at in range(len(parts))]
        paths = [path for base in bases for path in (base + ".py", base + "/__init__.py")]
        files = [os.path.normpath(path) for path in paths if os.path.isfile(path)]
        if files:
            return files
    return []


def imports(path):
    """The imports of a module's own level: how many dots, the dotted name, and the line."""
    try:
        with open(path, "rb") as file:
            tree = compile(file.read(), path, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from ((0, name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A name may be a module of the package.
            prefix = node.module + "." if node.module else ""
            yield from ((node.level, prefix + name.name, node.lineno) for name in node.names)


def of_python(name):
    """Whether Python has a module itself."""
    known = getattr(sys, "stdlib_module_names", None)  # Since Python 3.10.
    if known is not None:
        return name in known
    return importlib.util.find_spec(name) is not None
