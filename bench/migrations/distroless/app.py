"""A shop that says what it sells."""

from cryptography.hazmat.primitives.hashes import SHA256, Hash
from flask import Flask

app = Flask(__name__)


@app.get("/")
def item() -> str:
    digest = Hash(SHA256())
    digest.update(b"tea, revision 0")
    return digest.finalize().hex()
