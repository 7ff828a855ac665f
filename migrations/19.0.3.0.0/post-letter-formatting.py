from odoo.addons.ptsp_exhibition.tools.letter_html import clean

#: Texts of letters that somebody still reads on the screen.
_TEXTS = (
    ("ptsp_service", "letter_template_recommended"),
    ("ptsp_service", "letter_template_refused"),
    ("ptsp_application", "letter_body"),
    ("ptsp_application", "letter_body_origin"),
    ("ptsp_letter_revision", "body"),
)


def migrate(cr, version):
    """Take from the texts of letters the formatting that no letter needs; what they say stays letter for letter."""
    for table, column in _TEXTS:
        pattern = "(style|class|color|background|data-)"
        cr.execute(f"SELECT id, {column} FROM {table} WHERE {column} ~* %s", (pattern,))  # pylint: disable=sql-injection
        changed = [(row_id, cleaned) for row_id, text in cr.fetchall() if (cleaned := clean(text)) != text]
        if changed:
            query = f"UPDATE {table} SET {column} = v.text FROM (VALUES %s) AS v (id, text) WHERE v.id = {table}.id"
            cr.execute_values(query, changed)
