from odoo import models
from odoo.exceptions import UserError


class PtspApplication(models.Model):
    """The pick-up desk hands the letter over (steps 16 and 17)."""

    _inherit = "ptsp.application"

    def _guard_recipient_known(self, transition):
        """The recipient is identified; a representative has a power of attorney."""
        for application in self:
            missing = [
                name for name in ("recipient_name", "recipient_identity") if not (application[name] or "").strip()
            ]
            if missing:
                raise UserError(
                    self.env._(
                        "Fill in who collects the letter of %(name)s: %(fields)s.",
                        name=application.name,
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )
            if application.recipient_is_representative and not application.power_of_attorney_seen:
                raise UserError(
                    self.env._(
                        "A representative collects the letter of %(name)s. Ask for the power of attorney and tick "
                        "that you have seen it.",
                        name=application.name,
                    )
                )

    def _questionnaire(self):
        """Return the questions of the service's questionnaire, each with its answers to choose from."""
        self.ensure_one()
        questions_sudo = self.service_id.sudo().questionnaire_id.question_ids
        return [(question.title, question.suggested_answer_ids.mapped("value")) for question in questions_sudo]

    def _effect_hand_over(self, transition, now):
        """Note when the letter was handed over."""
        self.write({"handed_over_at": now})
