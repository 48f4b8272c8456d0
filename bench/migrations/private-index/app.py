"""A shop that says what it sells."""

from company_prices import price
from flask import Flask

app = Flask(__name__)


@app.get("/")
def item() -> str:
    return f"tea, revision 0, {price()}"
