from odoo import fields, models
from odoo.exceptions import UserError


class ReviewReturn(models.Model):
    """An opinion that goes back to its OPD because something lacks (step 11)."""

    _inherit = "ptsp.technical.review"

    to_return = fields.Boolean(readonly=True, copy=False, procedure=True, help="The opinion goes back to the OPD.")
    returned_at = fields.Datetime(
        "Sent Back", readonly=True, copy=False, procedure=True, help="When the opinion went back to the OPD."
    )
    return_reason = fields.Text(
        "Sent Back Because", readonly=True, copy=False, procedure=True, max_chars=2000, max_lines=50
    )

    def action_return(self, note=None):
        """Send these opinions back to their OPD, and the files with them (step 11).

        :param str note: what lacks; the OPD reads it
        :return: True
        :raises AccessError: the user does not receive opinions
        :raises UserError: an opinion was not given, an application is elsewhere by now, or the note is empty
        """
        self.check_access("read")
        note = self._ptsp_text("return_reason", note)
        applications = self.application_id
        keys = {row.key for application in applications for row in application._rows_with_effect("return_opinions")}
        for key in keys:
            applications._refuse_impossible(key, note)
        for review in self:
            if review.state != "issued":
                raise UserError(
                    self.env._(
                        "%(agency)s has given no opinion that could go back. Reload the page to see where it stands.",
                        agency=review.agency_id.name,
                    )
                )
        self._as_procedure().write({"to_return": True})
        for key in keys:
            getattr(applications, f"action_{key}")(note)
        return True

    def _reopen(self, now, reason):
        """Open opinions again that go back to their OPD, in procedure mode. Its days begin anew.

        :param datetime now: naive UTC
        :param str reason: what lacks
        """
        self.write({"state": "sent", "to_return": False, "returned_at": now, "return_reason": reason})
        for review in self:
            service = review.application_id.service_id
            review.due_at = service._end_of_working_day(now, review._days_to_respond())

    def _opinion_as_given(self):
        """Return an opinion as the control sheet keeps it when it goes back."""
        self.ensure_one()
        return {
            "opinion": self.opinion or "",
            "conditions": self.conditions or "",
            "opinion_kind": self.opinion_kind or "",
            "control_note": self.control_note or "",
            "advice_number": self.advice_number or "",
            "advice_date": fields.Date.to_string(self.advice_date) or "",
            "issued_by": self.issued_by_id.id,
            "issued_at": fields.Datetime.to_string(self.issued_at) or "",
            "received_at": fields.Datetime.to_string(self.opinion_received_at) or "",
            "files": [attachment.checksum for attachment in self.opinion_file_ids],
        }
