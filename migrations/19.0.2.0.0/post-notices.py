#: What the e-mails to applicants said of exhibitions, and what they say of whatever an application is about.
REPLACED = (
    (
        "untuk pameran <b t-out=\"object.event_name or ''\">Pameran</b>",
        'mengenai <b t-out="object._subject()">perihal permohonan</b>',
    ),
    ("Bila pameran tidak jadi diselenggarakan", "Bila permohonan tidak jadi dilanjutkan"),
)


def migrate(cr, version):
    """Let the e-mails to applicants name the subject of any service, where nobody has written them anew."""
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
