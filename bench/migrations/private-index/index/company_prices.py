"""Stands for what a company keeps in an index of its own; the bench makes a wheel of it."""


def price() -> str:
    return "2.50"
