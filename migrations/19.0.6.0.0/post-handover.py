import os

from odoo.tools import config


def migrate(cr, version):
    """Whatever was handed over was collected; which letters are signed electronically their files tell."""
    cr.execute("UPDATE ptsp_application SET handover_kind = 'collected' WHERE handed_over_at IS NOT NULL")
    cr.execute(
        """SELECT a.id, f.store_fname, f.db_datas
             FROM ptsp_application a JOIN ir_attachment f ON f.id = a.letter_attachment_id"""
    )
    electronic = [found for found, name, content in cr.fetchall() if b"/ByteRange" in _content(cr, name, content)]
    if electronic:
        cr.execute("UPDATE ptsp_application SET letter_is_electronic = true WHERE id IN %s", (tuple(electronic),))


def _content(cr, name, content):
    """Return what a file holds; nothing where it is not there any more.

    :param str name: its name in the file store
    :param content: its content, where the database keeps files itself
    """
    path = os.path.join(config.filestore(cr.dbname), name or "")
    if not os.path.isfile(path):
        return bytes(content or b"")
    with open(path, "rb") as file:
        return file.read()
