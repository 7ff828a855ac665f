"""What migrations of several versions do."""

from odoo.tools import SQL


def reword_notices(cr, replaced, columns=("body_html",)):
    """Put other words into the e-mails to applicants, in every language, where they stand as they were delivered.

    :param cr: cursor of the migration
    :param replaced: pairs of a text and what stands in its place
    :param columns: names of the translated fields of the e-mails
    """
    for before, after in replaced:
        for column in map(SQL.identifier, columns):
            cr.execute(
                SQL(
                    """UPDATE mail_template template
                          SET %(column)s = (SELECT jsonb_object_agg(lang, replace(text, %(before)s, %(after)s))
                                              FROM jsonb_each_text(template.%(column)s) text_of(lang, text))
                         FROM ir_model_data name
                        WHERE name.module = 'ptsp_exhibition'
                          AND name.model = 'mail.template'
                          AND name.res_id = template.id
                          AND template.%(column)s IS NOT NULL""",
                    column=column,
                    before=before,
                    after=after,
                )
            )
