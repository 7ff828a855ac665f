from odoo import fields, models
from odoo.exceptions import AccessError, UserError

#: What of an application is open where its letter waits for whoever receives it.
_HANDOVER = "handover"


class ApplicationFetch(models.Model):
    """An applicant receives a letter that is signed electronically on the page of the application (steps 16 and 17).

    The file is the letter, so nobody has to come. It is the hand-over of the table, with all that follows from it: done
    by the applicant, who holds no role of the agency, after the checks below. The control sheet says so.
    """

    _inherit = "ptsp.application"

    handover_kind = fields.Selection(
        [("collected", "At the Pick-up Desk"), ("fetched", "Fetched Online")],
        "Way of Handover",
        readonly=True,
        copy=False,
        procedure=True,
        help="Whether the letter was collected at the pick-up desk, or received by the applicant's account.",
    )

    def _is_to_be_received(self):
        """Tell whether the letter is ready and waits for whoever receives it."""
        self.ensure_one()
        return _HANDOVER in self._state().opens

    def _is_received_online(self):
        """Tell whether nobody need come for the letter: it is signed electronically, and no original is to be shown."""
        self.ensure_one()
        return self.letter_is_electronic and not self._originals_at_pickup()

    def _rows_of_handover(self):
        """Return the transitions with which a letter is handed over."""
        procedure = self._procedure()
        opening = procedure.states_opening(_HANDOVER)
        return [row for row in procedure.transitions.values() if row.primary and opening.intersection(row.sources)]

    def _why_not_fetched(self):
        """Tell why the user cannot receive the letter online now.

        :return: a sentence that says what to do instead; nothing where it can be received
        """
        self.ensure_one()
        if not self._is_applicants():
            return self.env._("Only the applicant receives the letter of %(name)s here.", name=self.name)
        if not self._is_to_be_received():
            return self.env._(
                "The letter of %(name)s cannot be received now: the application is at %(state)s.",
                name=self.name,
                state=self._state_label(),
            )
        if not self.letter_is_electronic:
            return self.env._(
                "The letter of %(name)s is signed by hand. Collect it at the pick-up desk with your identity card.",
                name=self.name,
            )
        if originals := self._originals_at_pickup():
            return self.env._(
                "Collect the letter of %(name)s at the pick-up desk, and bring the originals of: %(papers)s.",
                name=self.name,
                papers=", ".join(originals.mapped("name")),
            )
        return None

    def _fetch_online(self):
        """Hand the letter over to the user, who is the applicant (steps 16 and 17).

        :return: True; False where it was received online already, such as in another window at the same moment
        :raises AccessError: the application is not the user's
        :raises UserError: the letter is not ready, not signed electronically, or was revoked
        """
        self.ensure_one()
        self.check_access("read")
        if not self._is_applicants():
            raise AccessError(self._why_not_fetched())
        # Of two that come at once the second one finds what the first has left.
        self.sudo()._hold_records()
        if self.handover_kind == "fetched":
            return False
        if reason := self._why_not_fetched():
            raise UserError(reason)
        [row] = [row for row in self._rows_of_handover() if self.state in row.sources]
        application = self._as_procedure()
        application.handover_kind = "fetched"
        user = self.env.user
        application._note_receiver(user.name, represents=user.partner_id == application._represented_by())
        note = self._officially().env._("Fetched online")
        if reasons := application._reasons_against(row, note):
            raise UserError("\n".join(dict.fromkeys(reasons)))
        application._move(row, note, fields.Datetime.now())
        return True

    def _guard_recipient_known(self):
        # Who fetches it is known by the account, and shows no identity card.
        return None if self.handover_kind == "fetched" else super()._guard_recipient_known()

    def _effect_hand_over(self, now):
        result = super()._effect_hand_over(now)
        self.filtered(lambda application: not application.handover_kind).handover_kind = "collected"
        return result

    def _account_of_receiver(self):
        """Return the account by which the letter was received online, as the proof of it names it."""
        return self.sudo()._document_closing_line(*(row.key for row in self._rows_of_handover())).user_id.login

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if transition in self._rows_of_handover():
            evidence["handover"] = self.handover_kind
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        # Sheets of before letters were fetched say nothing of it.
        said = lines._evidence_of("handover")
        if said is not None and said != self.handover_kind:
            differences.append(self._fields["handover_kind"]._description_string(self.env))
        return differences
