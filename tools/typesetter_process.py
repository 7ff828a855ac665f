"""The process that sets documents as PDF: reads jobs from standard input, answers on standard output.

It stands apart from the server, so that a document that never ends, or that eats up the memory, can be stopped.
It knows neither Odoo nor the database, and fetches nothing: no text of a document can make it read a file or an
address. Each ``<article>`` is a document with page numbers of its own.
"""

import io
import json
import os
import resource
import struct
import sys

#: Bytes of address space for one process: far more than a document of hundreds of pages takes.
MEMORY_LIMIT = 4 * 1024**3
_PARTS_OF_TABLES = ("table", "thead", "tbody", "tfoot", "tr", "th", "td")
SIZE = struct.Struct("!I")


def typeset(html, variant):
    """Set the articles of a page of HTML one after the other.

    :param str html: the page; what stands in ``head`` holds for every article
    :param str variant: a PDF variant that WeasyPrint knows, such as ``pdf/a-3b``
    :return: the PDF as bytes
    """
    from cssselect2 import ElementWrapper
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    # Nothing but what the document carries itself.
    page = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
    root, fonts, pictures = page.etree_element, FontConfiguration(), {}
    body = root.find("body")
    documents = []
    for article in list(body):
        body[:] = [article]
        page.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        document = page.render(font_config=fonts, cache=pictures)
        tag_layout_as_layout(article, document.pages)
        documents.append(document)
    pages = [page for document in documents for page in document.pages]
    target = io.BytesIO()
    documents[0].copy(pages).write_pdf(target, pdf_variant=variant, pdf_tags=True, cache=pictures)
    return target.getvalue()


def tag_layout_as_layout(article, pages):
    """Let no reader announce as a table what only stands side by side, as in a letterhead. WeasyPrint looks at no role.

    :param article: an element of HTML; a table in it is layout where its role is ``presentation``, or where it has no
        header
    :param pages: the pages that were set from it
    """
    layout = set()
    for table in article.iter("table"):
        if table.get("role") == "presentation" or table.find(".//th") is None:
            layout.update(id(part) for part in table.iter() if part.tag in _PARTS_OF_TABLES)
    for page in pages:
        for box in page._page_box.descendants():
            if box.element is not None and id(box.element) in layout:
                box.element_tag = "div"


def serve(source, target):
    """Answer jobs until the server closes the pipe: ``1`` and the PDF, or ``0`` and what went wrong."""
    while len(header := source.read(SIZE.size)) == SIZE.size:
        job = json.loads(source.read(SIZE.unpack(header)[0]))
        try:
            answer = b"1" + typeset(**job)
        except Exception as error:
            answer = b"0" + f"{type(error).__name__}: {error}".encode()
        target.write(SIZE.pack(len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    # What a library prints must not fall among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)
