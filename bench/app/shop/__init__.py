"""What the bench builds: enough to see that the packages around it work."""

import boto3
import celery
import cryptography
import django
import lxml.etree
import numpy
import pandas
import PIL
import psycopg
import pydantic
import pyzbar.pyzbar
import qrcode

PACKAGES = [boto3, celery, cryptography, django, lxml.etree, numpy, pandas, PIL, psycopg, pydantic, pyzbar.pyzbar, qrcode]


def main():
    print("revision 0:", len(PACKAGES), "packages imported")
