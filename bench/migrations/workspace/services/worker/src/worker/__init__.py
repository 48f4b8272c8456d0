"""Work that the shop leaves for later."""

from celery import Celery
from prices import price

app = Celery("worker")


@app.task
def receipt(amount: float) -> str:
    return price(amount)


def main() -> None:
    app.worker_main(["worker"])
