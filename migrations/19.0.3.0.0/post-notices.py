#: Of whom and of what the e-mails to applicants spoke, and of what they speak.
REPLACED = (
    ("object.partner_id.name or ''", "object._applicant().name"),
    ("line.requirement_id.name", "line.name"),
)


def migrate(cr, version):
    """Let the e-mails to applicants say what the application says, where nobody has written them anew."""
    for before, after in REPLACED:
        cr.execute(
            """UPDATE mail_template template
                  SET body_html = (SELECT jsonb_object_agg(lang, replace(body, %s, %s))
                                     FROM jsonb_each_text(template.body_html) body_of(lang, body))
                 FROM ir_model_data name
                WHERE name.module = 'ptsp_exhibition'
                  AND name.model = 'mail.template'
                  AND name.res_id = template.id
                  AND template.body_html IS NOT NULL""",
            [before, after],
        )
