from odoo import api, fields, models


class ClockRecomputation(models.Model):
    """A closed clock that was computed anew and came out otherwise: by the hours of that day, or than it stood.

    What has ended stays as it was counted when it ended. That somebody would count otherwise by now, because holidays,
    hours or days were changed since, is noted here and nowhere else.
    """

    _name = "ptsp.clock.recomputation"
    _description = "Recomputation of a Closed Clock"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "id desc"
    _rec_name = "application_id"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    user_id = fields.Many2one("res.users", "Computed by", required=True, readonly=True, ondelete="restrict")
    computed_at = fields.Datetime("Computed", required=True, readonly=True)
    found_verdict = fields.Selection(selection="_selection_verdict", readonly=True, help="As it stood before.")
    found_deadline = fields.Datetime("Deadline Found", readonly=True, help="As it stood before.")
    kept_verdict = fields.Selection(
        selection="_selection_verdict", readonly=True, help="By the hours that held when the promise ended. It stands."
    )
    kept_deadline = fields.Datetime(
        "Deadline Kept", readonly=True, help="By the hours that held when the promise ended. It stands."
    )
    present_verdict = fields.Selection(
        selection="_selection_verdict", readonly=True, help="As it would be by the hours and days of today."
    )
    present_deadline = fields.Datetime(
        "Deadline by Today's Hours", readonly=True, help="As it would be by the hours and days of today."
    )

    @api.model
    def _selection_verdict(self):
        return self.env["ptsp.application"]._fields["sla_verdict"]._description_selection(self.env)

    @api.model
    def _note(self, applications_values):
        """Note what came out otherwise.

        :param list applications_values: tuples of an application and three dicts with ``sla_verdict`` and ``deadline``:
            as they were found, as they are kept, and as they would be by the hours of today
        :return: the new records
        """
        now = fields.Datetime.now()
        return self.create(
            [
                {
                    "application_id": application.id,
                    "user_id": self.env.uid,
                    "computed_at": now,
                    **{
                        f"{when}_{short}": values[name] or False
                        for when, values in (("found", found), ("kept", kept), ("present", present))
                        for short, name in (("verdict", "sla_verdict"), ("deadline", "deadline"))
                    },
                }
                for application, found, kept, present in applications_values
            ]
        )
