"""Values that steps and the frontend share."""
# Made by scripts/write-docs.ts from src/graph/agreed.ts, which says what each of these means.

EPOCH = 315532800
OTHER_FILE = 2
GONE = 5
DENIED = 6
NO_ADDRESS = 7
NO_TRUST = 8
NO_ANSWER = 9
INCOMPLETE = 3
NO_REPOSITORY = 4
NO_NETWORK = 5
NO_WHEELS = 6
OTHER_PACKAGE = 7
NO_COMPILER = 8
DAMAGED = 2
OUTSIDE = 3
OTHER_UID = 3
MISSING_PROGRAM = 3
FIRST_NAME = 10
