"""The formatting of a letter: styles and classes that a letter needs, and no others.

A style can lay a text over the whole screen of whoever reads it, or hide a sentence from the eye; Odoo's own clean-up
leaves both. Texts for letters are fields of the kind below, which take in no such style by any road.
"""

import re

from lxml import etree, html

from odoo import fields

_WORDS = {
    "text-align": ("left", "right", "center", "justify", "start", "end"),
    "vertical-align": ("top", "middle", "bottom", "baseline", "sub", "super"),
    "font-weight": ("normal", "bold", "bolder", *(str(weight) for weight in range(300, 1000, 100))),
    "font-style": ("normal", "italic", "oblique"),
    "text-decoration": ("none", "underline", "line-through"),
    "text-decoration-line": ("none", "underline", "line-through"),
    "page-break-before": ("auto", "always", "avoid"),
    "page-break-after": ("auto", "always", "avoid"),
    "page-break-inside": ("auto", "avoid"),
}
_LISTS = ("decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman", "disc", "circle", "square", "none")
_WORDS |= {"list-style": _LISTS, "list-style-type": _LISTS}
#: Smallest and largest number of each unit: a letter has one page's width, and is read without a magnifying glass.
_WIDE = {"px": (0, 1000), "pt": (0, 750), "mm": (0, 260), "cm": (0, 26), "em": (0, 60), "rem": (0, 60), "%": (0, 100)}
_INDENT = {"px": (0, 400), "pt": (0, 300), "mm": (0, 100), "cm": (0, 10), "em": (0, 25), "rem": (0, 25), "%": (0, 50)}
_SIZE = {"px": (9, 48), "pt": (7, 36), "em": (0.6, 3), "rem": (0.6, 3), "%": (60, 300)}
_LENGTHS = {
    "width": _WIDE,
    "min-width": _WIDE,
    "max-width": _WIDE,
    "height": _INDENT,
    "margin-left": _INDENT,
    "padding-left": _INDENT,
    "text-indent": _INDENT,
    "font-size": _SIZE,
}
#: Classes that the editor sets on tables and nested lists.
_CLASSES = frozenset(("table", "table-bordered", "table-sm", "o_table", "oe-nested"))
#: Attributes from before there were styles that make a sentence invisible, or fetch something from elsewhere.
_ATTRIBUTES = frozenset(("color", "bgcolor", "background"))

_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(px|pt|mm|cm|em|rem|%)")
_FORMATTED = re.compile("style|class|color|background|data-", re.IGNORECASE)


class LetterHtml(fields.Html):
    """A formatted text of a letter. Beside what Odoo removes, it takes only the formatting that a letter needs."""

    def _convert(self, value, record, validate):
        text = super()._convert(value, record, validate)
        if not (text and validate):
            return text
        cleaned = clean(text)
        # Text that needs no cleaning stays of the kind that it was.
        return text if cleaned == text else type(text)(cleaned)


def clean(text):
    """Return a text with the formatting that a letter needs, and no other.

    :param str text: HTML
    """
    if not _FORMATTED.search(text):
        return str(text)
    root = html.fragment_fromstring(str(text), create_parent="div", parser=html.HTMLParser(huge_tree=True))
    for element in root.iter(etree.Element):
        _clean_attribute(element, "style", clean_style)
        _clean_attribute(element, "class", _clean_classes)
        for name in list(element.attrib):
            # What begins with "data-" brings programs of the client to life.
            if name in _ATTRIBUTES or name.startswith("data-"):
                del element.attrib[name]
    return html.tostring(root, encoding="unicode")[len("<div>") : -len("</div>")]


def clean_style(style):
    """Return of a style what a letter needs.

    :param str style: as it stands in the attribute
    """
    kept = []
    for declaration in style.split(";"):
        name, _colon, value = (part.strip().lower() for part in declaration.partition(":"))
        if value in _WORDS.get(name, ()) or _is_length(name, value):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


def _is_length(name, value):
    match = _LENGTH.fullmatch(value)
    if not match or match[2] not in _LENGTHS.get(name, ()):
        return False
    least, most = _LENGTHS[name][match[2]]
    return least <= float(match[1]) <= most


def _clean_classes(classes):
    return " ".join(name for name in classes.split() if name in _CLASSES)


def _clean_attribute(element, name, cleaner):
    if name in element.attrib:
        if value := cleaner(element.attrib[name]):
            element.attrib[name] = value
        else:
            del element.attrib[name]
