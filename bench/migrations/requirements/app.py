"""A shop that says what it sells."""

import pandas
from flask import Flask

app = Flask(__name__)


@app.get("/")
def item() -> str:
    items = pandas.DataFrame({"name": ["tea, revision 0"], "price": [2.5]})
    return items.to_json()
