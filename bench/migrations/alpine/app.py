"""A shop that says what it sells."""

import psycopg2.extensions
from flask import Flask

app = Flask(__name__)


@app.get("/")
def item() -> str:
    return f"tea, revision 0, {psycopg2.extensions.PYINTERVAL is not None}"
