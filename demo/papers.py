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
