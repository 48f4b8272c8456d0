"""RULES: minimal_root.json, read when this is imported, for chroot.py leaves this directory then."""

import json
import os

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "minimal_root.json"), encoding="utf-8") as file:
    RULES = json.load(file)
