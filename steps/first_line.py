"""The interpreter of a script."""


def interpreter(path):
    """The words behind `#!` in the first line of a script (execve(2)); empty for any other file."""
    with open(path, "rb") as file:
        start = file.read(256)
    if not start.startswith(b"#!"):
        return []
    return start[2:].split(b"\n", 1)[0].decode("utf-8", "replace").split()
