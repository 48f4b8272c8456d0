"""Print what Poetry would install, as JSON: run by make-expected.py with the Python that has Poetry.

    python ask_poetry.py DIRECTORY '{"groups": […], "extras": […], "marker": {…}, "py": "3.13.5"}'
"""
import json
import sys
from pathlib import Path

from cleo.io.null_io import NullIO
from packaging.utils import canonicalize_name
from poetry.factory import Factory
from poetry.installation.installer import Installer
from poetry.repositories.installed_repository import InstalledRepository
from poetry.utils.env import MockEnv


class Environment(MockEnv):
    """An environment that is given, not found."""

    def get_marker_env(self):
        return {**super().get_marker_env(), **ASKED["marker"], "version_info": self._version_info}

    @property
    def marker_env(self):
        return self.get_marker_env()


class Recorder:
    """An executor that only notes what it should do."""

    enabled = True
    removals_count = installations_count = updates_count = 0

    def __init__(self):
        self.packages = []

    def execute(self, operations):
        self.packages = [one.package for one in operations if one.job_type == "install" and not one.skipped]
        return 0

    def verbose(self, *_):
        return self

    dry_run = disable = verbose


ASKED = json.loads(sys.argv[2])
poetry = Factory().create_poetry(Path(sys.argv[1]))
environment = Environment(
    version_info=tuple(int(part) for part in ASKED["py"].split(".")),
    platform="linux",
    platform_machine=ASKED["marker"]["platform_machine"],
)
recorder = Recorder()
installer = Installer(
    NullIO(), environment, poetry.package, poetry.locker, poetry.pool, poetry.config,
    installed=InstalledRepository(), executor=recorder,
)
installer.only_groups([canonicalize_name(one) for one in ["main", *ASKED["groups"]]])
installer.extras([canonicalize_name(one) for one in ASKED["extras"]])
installer.requires_synchronization(False)
if installer.run():
    raise SystemExit("Poetry failed")
print(json.dumps([[package.name, str(package.version)] for package in recorder.packages]))
