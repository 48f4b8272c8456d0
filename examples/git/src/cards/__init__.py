"""Prints a card."""

import sys
from importlib.metadata import version

from greetings import greeting


def main():
    name = " ".join(sys.argv[1:]) or "you"
    print(greeting(name))
    print("with greetings", version("greetings"))
