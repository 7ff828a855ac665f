from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Let the new monitoring watch what is open already, in place of the reminders of before.

    Each open application is looked at by the first run, which notes when it next wants attention. By what rules, that
    run knows better than this script would by the time that somebody runs it.
    """
    cron = api.Environment(cr, SUPERUSER_ID, {}).ref("ptsp_exhibition.cron_remind", raise_if_not_found=False)
    if cron:
        cron.unlink()
    cr.execute(
        """UPDATE ptsp_application application
              SET waiting_since = line.started_at,
                  alert_at = NOW() AT TIME ZONE 'UTC'
             FROM ptsp_control_line line
            WHERE line.application_id = application.id
              AND line.ended_at IS NULL"""
    )
