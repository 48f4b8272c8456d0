"""A shop that says what it sells."""

import uvicorn
from fastapi import FastAPI
from prices import price

app = FastAPI()


@app.get("/")
def item() -> str:
    return f"tea, revision 0, {price(2.5)}"


def main() -> None:
    uvicorn.run(app, host="0.0.0.0")
