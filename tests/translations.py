"""What Odoo finds to translate in this addon, and how the translation stands against it."""

import io
import os
import re
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import polib

from odoo.tools.translate import trans_export

import odoo.addons

ADDON = "ptsp_exhibition"
FOLDER = Path(__file__).parents[1] / "i18n"
TEMPLATE = FOLDER / f"{ADDON}.pot"
INDONESIAN = FOLDER / "id.po"

#: ``%(name)s``, ``{{ expression }}``, ``[[placeholder]]``, ``{number:04d}`` and mark-up.
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\{.*?\}\}|\[\[.*?\]\]|\{[\w:]+\}|</?\w[^>]*>")
#: What people read stands also in these attributes of the mark-up.
_READ_ATTRIBUTE = re.compile(r'(?<=\s)(title|alt|placeholder|aria-label)="[^"]*"')


def export(env):
    """Export the terms of the addon as Odoo does.

    :param env: an environment of a database in which the addon has just been installed, without demo data
    :return: a ``polib.POFile`` without translations, and without what addons beside this one add to its models
    """
    buffer = io.BytesIO()
    with _walk_the_addon_only():
        trans_export(False, [ADDON], buffer, "po", env)
    exported = polib.pofile(buffer.getvalue().decode())
    known = _addons_below(env)
    for entry in exported:
        entry.occurrences = [(place, line) for place, line in entry.occurrences if _addons_of(env, place) <= known]
    exported[:] = [entry for entry in exported if entry.occurrences]
    return exported


def _addons_below(env):
    """Return the names of the addons on which this one stands, itself and those that come by themselves included."""
    Module = env["ir.module.module"]
    addon = Module.search([("name", "=", ADDON)])
    known = {"base", ADDON, *addon.upstream_dependencies(exclude_states=("uninstallable",)).mapped("name")}
    by_themselves = Module.search([("auto_install", "=", True), ("state", "=", "installed")])
    triggers = {
        found.name: set(found.dependencies_id.filtered("auto_install_required").mapped("name"))
        for found in by_themselves
    }
    while come := {name for name, names in triggers.items() if names <= known} - known:
        known |= come
    return known


def _addons_of(env, place):
    """Return the addons that define the fields a term belongs to: the one it is stored in, the one it describes."""
    kind, _colon, place = place.partition(":")
    if kind not in ("model", "model_terms"):
        return set()
    field, _colon, name = place.partition(":")
    model, _comma, field = field.partition(",")
    addons = {env[model]._fields[field]._module}
    if model == "ir.model.fields":
        described = env.ref(name)
        model = env[described.model]
        # A model may have a field through a record to which it belongs.
        addons |= {model._fields[described.name]._module, model._original_module}
    # Fields that Odoo gives every model come from none.
    return addons - {None}


@contextmanager
def _walk_the_addon_only():
    """Spare Odoo the way through all addons, and through hidden folders, which may link back to the addon itself."""
    walk = os.walk

    def short_walk(top, **kwargs):
        for root, folders, files in walk(top, **kwargs):
            if root in odoo.addons.__path__:
                folders[:] = [folder for folder in folders if folder == ADDON]
            folders[:] = [folder for folder in folders if not folder.startswith(".")]
            yield root, folders, files

    with patch.object(os, "walk", short_walk):
        yield


def content(file):
    """Return what of a PO file matters: where each term stands, and how it is marked. Dates do not."""
    return [(entry.msgid, sorted(entry.occurrences), entry.comment) for entry in file]


def missing(template, translation):
    """Return the terms of the template that are not translated."""
    translated = {entry.msgid for entry in translation if entry.msgstr and not entry.fuzzy}
    return [entry.msgid for entry in template if entry.msgid not in translated]


def obsolete(template, translation):
    """Return the terms of the translation that the addon no longer has."""
    current = {entry.msgid for entry in template}
    return [entry.msgid for entry in translation if entry.msgid not in current]


def broken(translation):
    """Return the terms whose placeholders or mark-up differ between source and translation."""
    return [
        entry.msgid
        for entry in translation
        if entry.msgstr and _placeholders(entry.msgid) != _placeholders(entry.msgstr)
    ]


def _placeholders(text):
    return sorted(_PLACEHOLDER.findall(_READ_ATTRIBUTE.sub("", text)))


def merge(template, translation):
    """Bring a translation up to date: every term of the template, with the translation it had.

    :return: a new ``polib.POFile``
    """
    known = {entry.msgid: entry.msgstr for entry in translation if not entry.obsolete}
    merged = polib.POFile()
    merged.header = template.header
    merged.metadata = {**template.metadata, "Language": "id", "Plural-Forms": "nplurals=1; plural=0;"}
    for entry in template:
        merged.append(
            polib.POEntry(
                msgid=entry.msgid,
                msgstr=known.get(entry.msgid, ""),
                comment=entry.comment,
                occurrences=entry.occurrences,
                flags=entry.flags,
            )
        )
    return merged
