from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Give the agencies that use the addon already what new installations, and new letters, begin with."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    env["res.company"]._ptsp_give_emblem()
    # Who had the file how long: stored from now on when the clock ends.
    ended = env["ptsp.application"].search([("clock_ended_at", "!=", False)])._as_procedure()
    for application in ended:
        lines = application.control_ids.sorted("sequence")
        application.write(application._shares(lines, application.clock_ended_at))
