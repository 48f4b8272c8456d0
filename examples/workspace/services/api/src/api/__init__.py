from importlib.util import find_spec

import starlette

from shared import Parcel


def main():
    optional = [name for name in ("prometheus_client", "uvicorn", "redis") if find_spec(name)]
    print("api with starlette", starlette.__version__, "and", ", ".join(optional))
    print(Parcel("Brest", 250))
