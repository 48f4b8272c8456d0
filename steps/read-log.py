"""read-log.py LOG OUTPUT: what logged.py kept of a step that failed; nothing where it kept nothing."""

import os
import shutil
import sys

if os.path.exists(sys.argv[1]):
    shutil.copyfile(sys.argv[1], sys.argv[2])
else:
    open(sys.argv[2], "w").close()
