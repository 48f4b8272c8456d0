"""A shop that says what it sells."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def item() -> str:
    return "tea, revision 0"
