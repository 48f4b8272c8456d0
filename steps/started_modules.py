"""The modules that a command starts: which of their files exist, and the names that they define."""

import ast
import os

# More files are not listed.
MOST = 5000
# Calls that can define names which the text does not show.
OPENING = {"exec", "globals", "locals", "vars", "setattr"}
SUFFIXES = (".py", ".pyc", ".pyd", ".so")


def started_modules(root, wanted):
    """For each list of paths the first file that exists, with its names; where one has none, every file of Python, too."""
    found = [module_in(root, paths) for paths in wanted]
    return {"modules": found, "paths": files_of_python(root) if None in found else []}


def module_in(root, paths):
    for path in paths:
        file = os.path.join(root, path)
        if os.path.isfile(file):
            found = names_of(file)
            if os.path.basename(file) == "__init__.py":
                # A package gets the names of its modules when something imports them.
                found["names"] += [name.split(".")[0] for name in sorted(os.listdir(os.path.dirname(file))) if name != "__init__.py"]
            return {"path": path, **found}
    return None


def names_of(file):
    """The names that statements define when the module is imported; `open`: they may define more."""
    try:
        with open(file, "rb") as text:
            tree = compile(text.read(), file, "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return {"names": [], "open": True}
    names, is_open = set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Global):
            names.update(node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OPENING:
            is_open = True
        elif isinstance(node, ast.Attribute) and node.attr == "modules":
            is_open = True  # `sys.modules[__name__]` may be anything then.
    pending = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
            is_open = is_open or node.name == "__getattr__"
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            is_open = is_open or any(each.name == "*" for each in node.names)
            names.update((each.asname or each.name).split(".")[0] for each in node.names)
            if isinstance(node, ast.ImportFrom) and node.level > 0 and node.module:
                names.add(node.module.split(".")[0])  # A package gets the names of its modules that are imported.
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                names.add(node.id)
        elif isinstance(node, getattr(ast, "TypeAlias", ())):
            names.add(node.name.id)
        elif not isinstance(node, ast.Lambda) and not is_main(node):
            pending.extend(ast.iter_child_nodes(node))
    return {"names": sorted(names), "open": is_open}


def is_main(node):
    """Whether a statement is `if __name__ == "__main__":`, which does not run on import."""
    return (
        isinstance(node, ast.If)
        and isinstance(node.test, ast.Compare)
        and isinstance(node.test.left, ast.Name)
        and node.test.left.id == "__name__"
        and not node.orelse
    )


def files_of_python(root):
    found = []
    for directory, directories, names in os.walk(root):
        directories.sort()
        found += [
            os.path.relpath(os.path.join(directory, name), root) for name in sorted(names) if name.endswith(SUFFIXES)
        ]
        if len(found) > MOST:
            break
    return found[:MOST]
