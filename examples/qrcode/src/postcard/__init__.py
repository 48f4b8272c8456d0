"""Writes a message as a QR code and reads it back."""

import sys

import qrcode
from pyzbar.pyzbar import decode


def main():
    message = " ".join(sys.argv[1:])
    code = qrcode.QRCode()
    code.add_data(message)
    picture = code.make_image().get_image()
    (found,) = decode(picture)
    print(f"drawn in {picture.width}×{picture.height} pixels")
    print(f"read back: {found.data.decode()}")
