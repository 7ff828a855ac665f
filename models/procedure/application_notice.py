from odoo import models


class ApplicationNotice(models.Model):
    """What the applicant is told along the procedure."""

    _inherit = "ptsp.application"

    def _send_notice(self, name):
        """Tell the applicants something. Whatever goes wrong with it never blocks the procedure.

        The room of the notices does it; without it nobody is told.

        :param str name: kind of the notice, as the rows of a procedure name it
        """
