"""Text of any characters as a string of TOML 1.0."""

import json


def toml_text(text):
    # As in JSON, but for a character beyond 16 bits, which JSON may write as two, and for DEL, which TOML escapes.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
