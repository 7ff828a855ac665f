"""What a reader of a PDF sees."""

import subprocess
import tempfile


def text_of_pdf(content):
    """Return the text of a PDF on one line.

    :param bytes content: the PDF
    """
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        result = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())
