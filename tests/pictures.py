"""Pictures as phones take them and as clients send them."""

import base64
import io

from PIL import Image

#: A point by a river, as a phone notes it: 0.502183 south, 117.153709 east.
_GPS = {1: "S", 2: (0.0, 30.0, 7.8588), 3: "E", 4: (117.0, 9.0, 13.3524)}


def picture(width=60, height=40, kind="JPEG", gps=False, turned=False, colour="green"):
    """Return a picture as bytes; with what a phone adds to it where that is asked for."""
    image = Image.new("RGB", (width, height), colour)
    exif = Image.Exif()
    if gps:
        exif[0x8825] = _GPS
        exif[0x010F] = "PabrikPonsel"
    if turned:
        exif[0x0112] = 6
    content = io.BytesIO()
    image.save(content, kind, exif=exif)
    return content.getvalue()


def encoded(*args, **kwargs):
    """Return a picture as a client sends it, base64; arguments are those of ``picture``."""
    return base64.b64encode(picture(*args, **kwargs)).decode()


def drawn():
    """Return a signature as it is drawn on a screen, base64."""
    return encoded(200, 80, "PNG")


def sent(*contents, name="Pintu masuk.jpg"):
    """Return files as a client sends them."""
    return [{"name": name, "datas": base64.b64encode(content).decode()} for content in contents]
