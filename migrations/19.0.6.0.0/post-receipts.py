"""Applications that were registered before have a code on their receipts, too."""

import secrets


def migrate(cr, version):
    cr.execute("SELECT id FROM ptsp_application WHERE registration_number IS NOT NULL AND status_token IS NULL")
    codes = [(application_id, secrets.token_urlsafe(24)) for [application_id] in cr.fetchall()]
    if codes:
        cr.execute_values(
            """UPDATE ptsp_application application SET status_token = given.code
                 FROM (VALUES %s) AS given (id, code) WHERE application.id = given.id""",
            codes,
        )
