from odoo import api, fields, models


class ApplicationHandover(models.Model):
    """The pick-up desk hands the letter over (steps 16 and 17)."""

    _inherit = "ptsp.application"

    recipient_name = fields.Char(
        "Recipient", copy=False, help="Who collects the letter (step 16).", editable_in="handover"
    )
    recipient_identity = fields.Char(
        "Recipient's Identity Number",
        copy=False,
        help="Number of the identity card that the recipient shows.",
        editable_in="handover",
    )
    recipient_is_representative = fields.Boolean(
        "Collected by a Representative",
        copy=False,
        help="Somebody else than the applicant collects the letter.",
        editable_in="handover",
    )
    power_of_attorney_seen = fields.Boolean(
        copy=False,
        help="The representative has handed in a power of attorney to collect the letter.",
        editable_in="handover",
    )
    handed_over_at = fields.Datetime(readonly=True, copy=False, procedure=True)

    @api.model
    def _pages_by_part(self):
        return {**super()._pages_by_part(), "handover": "handover"}

    def action_applicant_collects(self):
        """Take the applicant as the recipient, by name and number as the application says them (step 16).

        :return: True
        :raises AccessError: it is not the user's turn
        :raises UserError: the letter is not ready to be handed over
        """
        for application in self:
            application.write(
                {
                    "recipient_name": application._applicant().name,
                    "recipient_identity": application.applicant_identity,
                    "recipient_is_representative": False,
                }
            )
        return True

    def _guard_recipient_known(self):
        """The recipient is identified; a representative has a power of attorney."""
        missing = [name for name in ("recipient_name", "recipient_identity") if not (self[name] or "").strip()]
        if missing:
            return self.env._(
                "Fill in who collects the letter of %(name)s: %(fields)s.",
                name=self.name,
                fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
            )
        if self.recipient_is_representative and not self.power_of_attorney_seen:
            return self.env._(
                "A representative collects the letter of %(name)s. Ask for the power of attorney and tick "
                "that you have seen it.",
                name=self.name,
            )
        return None

    def _note_receiver(self, name, represents):
        """Note who receives the letter by an account, and shows no identity card, in procedure mode.

        :param str name: of the one whose account it is
        :param bool represents: it is the representative
        """
        self.write(
            {
                "recipient_name": name,
                "recipient_identity": False,
                "recipient_is_representative": represents,
                "power_of_attorney_seen": False,
            }
        )

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            self.write({"recipient_name": False, "recipient_identity": False})
        return result

    def _document_receiver(self):
        return super()._document_receiver() or self.recipient_name or self._who_appears().name

    def _questionnaire(self):
        """Return the questions of the service's questionnaire, each with its answers to choose from."""
        self.ensure_one()
        questions_sudo = self.service_id.sudo().questionnaire_id.question_ids
        return [(question.title, question.suggested_answer_ids.mapped("value")) for question in questions_sudo]

    def _effect_hand_over(self, now):
        """Note when the letter was handed over."""
        self.write({"handed_over_at": now})
