from odoo import SUPERUSER_ID, api
from odoo.fields import Domain


def migrate(cr, version):
    """Let the new monitoring watch what is open already, in place of the reminders of before."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    cron = env.ref("ptsp_exhibition.cron_remind", raise_if_not_found=False)
    if cron:
        cron.unlink()
    cr.execute(
        """
        UPDATE ptsp_application application
           SET waiting_since = line.started_at
          FROM ptsp_control_line line
         WHERE line.application_id = application.id AND line.ended_at IS NULL
        """
    )
    env["ptsp.application"].invalidate_model(["waiting_since"])
    env["ptsp.application"]._reschedule_alerts(Domain.TRUE)
