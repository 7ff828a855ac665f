"""Papers for the demo: small but real PDF and PNG files."""

import io

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas


def letter(title, lines):
    """Return a page with a title and some lines, as PDF."""
    file = io.BytesIO()
    # Without time and random id, the same paper is the same file.
    canvas = Canvas(file, pagesize=A5, invariant=1)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(40, 540, title)
    canvas.setFont("Helvetica", 10)
    for position, line in enumerate(lines):
        canvas.drawString(40, 510 - 18 * position, line)
    canvas.setFont("Helvetica-Oblique", 8)
    canvas.drawString(40, 40, "Contoh dokumen - data demo")
    canvas.save()
    return file.getvalue()


def site_plan(booths):
    """Return a drawing of rows of booths between an entrance and an exit, as PNG."""
    columns = 10
    rows = min(-(-max(booths, 1) // columns), 12)
    image = Image.new("1", (480, 60 + 32 * rows), 1)
    draw = ImageDraw.Draw(image)
    draw.rectangle((8, 8, 471, image.height - 9), outline=0, width=2)
    for number in range(min(booths, rows * columns)):
        left, top = 24 + 44 * (number % columns), 24 + 32 * (number // columns)
        draw.rectangle((left, top, left + 34, top + 20), outline=0)
        draw.text((left + 8, top + 5), str(number + 1), fill=0)
    draw.text((24, image.height - 26), "MASUK", fill=0)
    draw.text((410, image.height - 26), "KELUAR", fill=0)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def place(number):
    """Return a picture of a place by the water, as PNG: each number another one."""
    image = Image.new("RGB", (960, 640), (176, 208, 230))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 330, 960, 640), fill=(86, 132, 156))
    draw.polygon(((0, 640), (380, 360), (580, 360), (960, 640)), fill=(150, 118, 88))
    for position in range(3 + number):
        left = 60 + 210 * position
        draw.rectangle((left, 230, left + 150, 350), fill=(224, 214, 196))
        draw.polygon(((left - 16, 230), (left + 75, 168), (left + 166, 230)), fill=(150, 70, 58))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def signature(number):
    """Return a name that somebody has drawn with a finger, as PNG: each number another one."""
    image = Image.new("RGBA", (400, 160), (255, 255, 255, 0))
    points = [(40 + 16 * step, 80 + (step * (37 + 11 * number)) % 61 - 30) for step in range(20)]
    ImageDraw.Draw(image).line(points, fill=(20, 30, 90, 255), width=4, joint="curve")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
