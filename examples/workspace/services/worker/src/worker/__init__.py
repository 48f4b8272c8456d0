from importlib.util import find_spec

import redis

from shared import Parcel


def main():
    others = [name for name in ("starlette", "uvicorn") if find_spec(name)]
    print("worker with redis", redis.__version__, "and none of the api's packages", others)
    print(Parcel("Quimper", 100))
