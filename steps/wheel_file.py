"""Where a wheel is: the file itself, or the one of a directory, for what is compiled gets its name from its build."""

import os


def wheel_file(path):
    if not os.path.isdir(path):
        return path
    (wheel,) = (name for name in os.listdir(path) if name.endswith(".whl"))
    return os.path.join(path, wheel)
