"""A service that adds numbers."""

import cv2
import numpy
import polars
import pyarrow
import sklearn
from fastapi import FastAPI

app = FastAPI()
packages = [cv2, polars, pyarrow, sklearn]


@app.get("/")
def total() -> dict[str, float | str]:
    return {"total": numpy.ones(3).sum().item(), "name": "revision 0"}
