import os
import pathlib
import sys

import markupsafe._speedups
from jinja2 import Template


def main():
    name = " ".join(sys.argv[1:])
    greeting = Template("{{ greeting }}, {{ name | e }}").render(greeting=os.environ["GREETING"], name=name)
    # Where nothing is mounted, a volume is a directory in which the user can write.
    pathlib.Path("/data/greeting").write_text(greeting)
    print(greeting)
