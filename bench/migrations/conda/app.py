"""A shop that says what it sells."""

import numpy
from flask import Flask
from scipy.stats import rankdata

app = Flask(__name__)


@app.get("/")
def item() -> str:
    return f"tea, revision 0, {rankdata(numpy.array([2.5, 1.0])).tolist()}"
