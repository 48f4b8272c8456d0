"""Asks whether a MariaDB server answers."""

import sys

import MySQLdb


def main():
    host = sys.argv[1]
    try:
        MySQLdb.connect(host=host, user="nobody", connect_timeout=5).close()
    except MySQLdb.OperationalError as error:
        code, _ = error.args
        sys.exit(f"{host} does not answer (error {code})")
    print(f"{host} answers")
