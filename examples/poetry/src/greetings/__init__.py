from importlib.metadata import distributions

from rich import print


def main():
    names = sorted(each.name.lower() for each in distributions())
    print("[bold]installed:[/bold]", ", ".join(names))
