"""Prices as people write them."""

from babel.numbers import format_currency


def price(amount: float) -> str:
    return format_currency(amount, "EUR", locale="de_DE")
