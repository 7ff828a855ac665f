"""Compares two formatted texts by what they say, and shows what was left out and what is new.

Only words are compared, never markup, and every word is escaped: nothing that stands in a text becomes a tag of the
comparison.
"""

from difflib import SequenceMatcher
from html.parser import HTMLParser

from markupsafe import Markup, escape

#: Tags that begin a line of their own.
_LINES = frozenset(
    ("br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "ul")
).union(
    ("address", "article", "aside", "blockquote", "caption", "figure", "footer", "header", "main", "pre", "section"),
    ("table", "tbody", "tfoot", "thead", "tr"),
)
_CELLS = frozenset(("td", "th"))
#: What is not shown as text, whatever it contains.
_SILENT = frozenset(("script", "style", "title"))
#: Ends a line: a character that no text contains, for a line break in the source is a space on the page.
_BREAK = "\0"
#: What editors leave in a text and nobody sees.
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
#: Not compared word by word, or line by line, but shown as replaced: more would take longer than anybody waits.
_LONGEST = 1000

_LEFT_OUT = Markup('<del class="bg-danger-subtle">%s</del>')
_NEW = Markup('<ins class="bg-success-subtle">%s</ins>')


def compare(older, newer):
    """Compare two formatted texts.

    :param str older: HTML, or nothing
    :param str newer: HTML, or nothing
    :return: Markup of paragraphs, in which ``del`` marks what was left out and ``ins`` what is new
    """
    before, after = lines_of(older), lines_of(newer)
    shown = []
    for kind, old, new in _changes(before, after):
        if kind == "equal":
            shown += [escape(line) for line in new]
        elif len(old) == len(new):
            shown += [_compare_lines(*pair) for pair in zip(old, new, strict=True)]
        else:
            shown += [_LEFT_OUT % line for line in old]
            shown += [_NEW % line for line in new]
    return Markup().join(Markup("<p>%s</p>") % line for line in shown)


def lines_of(text):
    """Return what a formatted text says, line by line, as plain text without empty lines.

    :param str text: HTML, or nothing
    """
    reader = _Reader()
    reader.feed(text or "")
    reader.close()
    return [line for line in (" ".join(part.split()) for part in "".join(reader.parts).split(_BREAK)) if line]


class _Reader(HTMLParser):
    """Takes the text out of a document, however deep it is nested."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self.silent = None

    def handle_starttag(self, tag, attrs):
        if tag in _SILENT:
            self.silent = self.silent or tag
        elif tag in _LINES:
            self.parts.append(_BREAK)

    def handle_endtag(self, tag):
        if tag == self.silent:
            self.silent = None
        elif tag in _LINES:
            self.parts.append(_BREAK)
        elif tag in _CELLS:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data.replace(_BREAK, "").translate(_UNSEEN))


def _compare_lines(old, new):
    """Return a line with its words that were left out and that are new, as Markup."""
    shown = []
    for kind, left_out, added in _changes(old.split(" "), new.split(" ")):
        if kind == "equal":
            shown.append(escape(" ".join(added)))
            continue
        if left_out:
            shown.append(_LEFT_OUT % " ".join(left_out))
        if added:
            shown.append(_NEW % " ".join(added))
    return Markup(" ").join(shown)


def _changes(before, after):
    """Yield how one list becomes another, in order: ``"equal"`` or ``"other"``, the old items, the new ones."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start:
        yield "equal", before[:start], after[:start]
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) > _LONGEST or len(new) > _LONGEST:
        yield "other", old, new
    elif old or new:
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield "equal" if kind == "equal" else "other", old[i1:i2], new[j1:j2]
    if end:
        yield "equal", before[len(before) - end :], after[len(after) - end :]
