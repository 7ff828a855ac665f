"""How much a field takes: one declaration for each, looked at before anything is stored.

A field says ``max_chars``, ``max_lines``, ``max_tags`` or ``max_bytes`` where it takes another measure than its kind
does by itself. So no field of this addon, of another addon that extends it, or of a dialog is without a limit.
"""

import json
import re
from collections import namedtuple

from odoo import api, models, tools
from odoo.exceptions import UserError, ValidationError

#: Longest text of one line, and of several lines.
LINE_LIMIT = 500
TEXT_LIMIT = 10_000

#: The most that a field takes; None where that is not counted.
Limit = namedtuple("Limit", "chars lines tags size", defaults=(None, None, None, None))
#: What a field takes that says nothing else, by its kind. Lines of a formatted text are its paragraphs, rows and cells.
LIMITS = {
    "char": Limit(chars=LINE_LIMIT),
    "text": Limit(chars=TEXT_LIMIT, lines=200),
    "html": Limit(chars=100_000, lines=1_000, tags=3_000),
    "json": Limit(chars=100_000),
    "properties": Limit(chars=100_000),
    "properties_definition": Limit(chars=100_000),
    "binary": Limit(size=10 * 1024 * 1024),
}
#: What the staff writes of Odoo's own models, because this addon lets it, and what its papers print.
FOREIGN_FIELDS = {
    "res.partner": (
        "name",
        "street",
        "street2",
        "city",
        "zip",
        "email",
        "phone",
        "website",
        "vat",
        "ref",
        "function",
        "comment",
    ),
    "resource.calendar": ("name",),
    "resource.calendar.attendance": ("name",),
    "resource.calendar.leaves": ("name",),
    "ir.attachment": ("name",),
    "mail.activity": ("summary", "note"),
}
_MODULE = "ptsp_exhibition"
_PARAMETERS = ("max_chars", "max_lines", "max_tags", "max_bytes")
_BLOCK = re.compile(r"<\s*(?:p|br|hr|div|table|tr|td|th|ul|ol|li|h[1-6]|pre|blockquote)\b", re.IGNORECASE)
#: What the database does not take as text.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TAG = re.compile(r"<\s*[a-z]", re.IGNORECASE)


def _texts_in(value):
    """Yield the texts of a value: itself, or what stands in its lists and dicts.

    :param value: what is to be stored, as a client or a program gives it
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _texts_in(pair)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts_in(item)


def _measure(kind, value):
    """Return characters, lines, tags and bytes of a value.

    :param str kind: the kind of the field
    :param value: what is to be stored, as a client or a program gives it
    :return: a ``Limit``
    """
    if kind == "binary":
        return Limit(size=len(value) * 3 // 4 if isinstance(value, (str, bytes)) else 0)
    if isinstance(value, bytes):
        return Limit(chars=len(value), lines=value.count(b"\n") + 1)
    if not isinstance(value, str):
        return Limit(chars=len(json.dumps(value, default=str)), lines=1)
    if kind == "html":
        # A text beyond measure is not searched.
        start = value[: 10 * LIMITS["html"].chars]
        return Limit(chars=len(value), lines=len(_BLOCK.findall(start)), tags=len(_TAG.findall(start)))
    return Limit(chars=len(value), lines=value.count("\n") + 1)


class BaseTextLimits(models.AbstractModel):
    """Every text, file and list of values has a limit, which is looked at before it is stored."""

    _inherit = "base"

    @api.model
    def _valid_field_parameter(self, field, name):
        return name in _PARAMETERS or super()._valid_field_parameter(field, name)

    @api.model
    @tools.ormcache()
    def _ptsp_limits(self):
        """Return the most that the fields of this model take: all of this addon's, and what of Odoo's it opens.

        :return: dict from names of fields to ``Limit``
        """
        return {
            name: Limit(
                getattr(field, "max_chars", kind.chars),
                getattr(field, "max_lines", kind.lines),
                getattr(field, "max_tags", kind.tags),
                getattr(field, "max_bytes", kind.size),
            )
            for name, field in self._fields.items()
            if (kind := LIMITS.get(field.type)) and self._ptsp_is_limited(field)
        }

    @api.model
    def _ptsp_is_limited(self, field):
        """Tell whether a field is this addon's, or one that it opens to its staff.

        :param Field field: of this model
        """
        return (
            self._name.startswith("ptsp.")
            or _MODULE in field._modules
            or field.name in FOREIGN_FIELDS.get(self._name, ())
        )

    @api.model
    def _ptsp_check_limits(self, vals):
        """Refuse what is more than its field takes.

        :param dict vals: what is about to be stored
        :raises ValidationError: in one sentence, naming field and limit
        """
        limits = self._ptsp_limits()
        for name in limits.keys() & vals.keys():
            if value := vals[name]:
                self._ptsp_check_limit(self._fields[name], limits[name], value)

    @api.model
    def _ptsp_check_limit(self, field, limit, value):
        """Refuse a value that is more than its field takes.

        :param Field field: the field
        :param Limit limit: the most that it takes
        :param value: what is about to be stored
        :raises ValidationError: in one sentence, naming field and limit
        """
        given = _measure(field.type, value)
        label = field._description_string(self.env)
        if field.type != "binary" and any(map(_UNSTORABLE.search, _texts_in(value))):
            raise ValidationError(
                self.env._("%(field)s has characters that no computer shows. Type it anew.", field=label)
            )
        if limit.chars and (given.chars or 0) > limit.chars:
            raise ValidationError(
                self.env._("%(field)s is longer than %(limit)s characters. Shorten it.", field=label, limit=limit.chars)
            )
        if limit.lines and (given.lines or 0) > limit.lines:
            raise ValidationError(
                self.env._("%(field)s has more than %(limit)s lines. Shorten it.", field=label, limit=limit.lines)
            )
        if limit.tags and (given.tags or 0) > limit.tags:
            raise ValidationError(
                self.env._(
                    "%(field)s changes its formatting more than %(limit)s times. Simplify it.",
                    field=label,
                    limit=limit.tags,
                )
            )
        if limit.size and (given.size or 0) > limit.size:
            raise ValidationError(self._ptsp_too_large(label, limit.size))

    @api.model
    def _ptsp_too_large(self, label, size):
        """Return the sentence that says how large a file may be.

        :param str label: what the field is called
        :param int size: bytes
        """
        megabytes = size // (1024 * 1024)
        if megabytes:
            return self.env._(
                "%(field)s is larger than %(limit)s MB. Choose a smaller file.", field=label, limit=megabytes
            )
        return self.env._(
            "%(field)s is larger than %(limit)s kB. Choose a smaller file.", field=label, limit=size // 1000
        )

    @api.model
    def _ptsp_text(self, name, text):
        """Return a text that came as an argument of a call, without the spaces around it.

        :param str name: name of the field in which it will stand
        :param text: what was sent, or nothing
        :return: str
        :raises UserError: it is no text, or longer than the field takes
        """
        if text and not isinstance(text, str):
            raise UserError(
                self.env._("%(field)s must be a text.", field=self._fields[name]._description_string(self.env))
            )
        text = (text or "").strip()
        self._ptsp_check_limits({name: text})
        return text

    def _prepare_create_values(self, vals_list):
        if not self._ptsp_limits():
            return super()._prepare_create_values(vals_list)
        for vals in vals_list:
            self._ptsp_check_limits(vals)
        result = super()._prepare_create_values(vals_list)
        for vals in result:
            # Now with the defaults that a client may have sent along.
            self._ptsp_check_limits(vals)
        return result

    def write(self, vals):
        self._ptsp_check_limits(vals)
        return super().write(vals)

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        for translation in translations.values():
            for text in translation.values() if isinstance(translation, dict) else (translation,):
                self._ptsp_check_limits({field_name: text})
        return super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)
