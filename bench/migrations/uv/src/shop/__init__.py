"""A shop that says what it sells."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str
    price: float


@app.get("/")
def item() -> Item:
    return Item(name="tea, revision 0", price=2.5)
