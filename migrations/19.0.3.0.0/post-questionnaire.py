_ADDRESS = "object.service_id.questionnaire_id.get_base_url() + object.service_id.questionnaire_id.get_start_url()"


def migrate(cr, version):
    """Let the e-mail after the hand-over lead to the application's own link, also where an agency has reworded it."""
    cr.execute(
        """UPDATE mail_template
              SET body_html = replace(replace(body_html::text, %(address)s, 'object._questionnaire_url()'),
                                      't-if=\\"object.service_id.questionnaire_id\\"',
                                      't-if=\\"object._questionnaire_url()\\"')::jsonb
            WHERE body_html::text LIKE '%%' || %(address)s || '%%'""",
        {"address": _ADDRESS},
    )
