from importlib.util import find_spec

import click

STOCK = [("apples", 12), ("pears", 7)]
# Of the extras and groups, what is there: each is one module.
OPTIONAL = {"table": "tabulate", "yaml": "yaml", "prod": "pythonjsonlogger", "dev": "iniconfig"}


@click.command()
def main():
    """Prints what is in stock, as a table if that extra is installed."""
    installed = [name for name, module in OPTIONAL.items() if find_spec(module)]
    click.echo("installed: " + ", ".join(installed))
    if "table" in installed:
        from tabulate import tabulate

        click.echo(tabulate(STOCK, headers=["item", "count"], tablefmt="github"))
    else:
        for item, count in STOCK:
            click.echo(f"{item}: {count}")
