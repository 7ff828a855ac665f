from odoo import api, fields, models


class PtspComplaintPublishing(models.TransientModel):
    """The dialog in which the manager of complaints chooses the semester that is published."""

    _name = "ptsp.complaint.publishing"
    _description = "Publish Figures of Complaints"

    semester = fields.Selection(
        selection="_selection_semester", required=True, default=lambda self: self._selection_semester()[0][0]
    )

    @api.model
    def _selection_semester(self):
        return [(one, one) for one in self.env["ptsp.complaint.publication"]._semesters_over(self.env.company)]

    def action_confirm(self):
        """Publish the figures.

        :return: the action that opens them
        """
        self.ensure_one()
        return self.env["ptsp.complaint.publication"].action_publish(self.semester)
