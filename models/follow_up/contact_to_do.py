from odoo import models


class ContactToDo(models.Model):
    """The to-do by which whoever asked an OPD is reminded to ask again."""

    _inherit = "ptsp.opd.contact"

    def _leave_reminders(self):
        """Leave a to-do for the next contact of each, in place of the one before, in procedure mode."""
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_contact", True)
        for contact in self:
            review = contact.review_id
            review._take_reminders_away()
            if contact.next_on:
                words = contact.with_context(lang=contact.user_id.lang).env
                contact.activity_id = Activity.create(
                    {
                        "activity_type_id": type_id,
                        "automated": True,
                        "user_id": contact.user_id.id,
                        "summary": words._(
                            "Ask %(agency)s after the opinion: %(kind)s",
                            agency=review.agency_id.name,
                            kind=review.kind,
                        ),
                        "note": contact.said,
                        "date_deadline": contact.next_on,
                        "res_model_id": self.env["ir.model"]._get_id("ptsp.application"),
                        "res_id": contact.application_id.id,
                    }
                )


class ReviewReminders(models.Model):
    """Who has its answer asks no more."""

    _inherit = "ptsp.technical.review"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("issued", "cancelled"):
            # Where no day was noted, there is no to-do.
            self._as_procedure().filtered("next_contact_on")._take_reminders_away()
        return result

    def _take_reminders_away(self):
        """Take away the to-dos for the next contact, in procedure mode."""
        self.contact_ids.activity_id.unlink()
