import os
import pathlib

import pages

pathlib.Path("static/site.txt").write_text(f"{pages.greeting} {os.environ['STEP']}\n")
