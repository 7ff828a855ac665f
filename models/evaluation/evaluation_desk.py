from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

#: Days in which each does the own part.
_DAYS = 14
_TO_DO = "ptsp_exhibition.activity_type_evaluation"


class EvaluationDesk(models.Model):
    """An evaluation goes from the superior to the officer, and then both sign."""

    _inherit = "ptsp.evaluation"

    def _check_hand(self, who, state):
        """Refuse what is not the user's to enter, or comes too early or too late.

        :param str who: ``officer`` or ``superior``
        :param str state: where the evaluation stands while that is entered
        :raises AccessError: it is for the other one
        :raises UserError: it is not the time
        """
        self.check_access("write")
        self._hold_records()
        names = dict(self._fields["state"]._description_selection(self.env))
        for evaluation in self:
            person_sudo = evaluation.sudo()[f"{who}_id"]
            if person_sudo != self.env.user:
                raise AccessError(self.env._("This is entered by %(name)s only.", name=person_sudo.name))
            if evaluation.state != state:
                raise UserError(
                    self.env._(
                        "%(name)s stands at %(state)s: this is entered at %(when)s.",
                        name=evaluation.display_name,
                        state=names[evaluation.state],
                        when=names[state],
                    )
                )

    def action_hand_over(self):
        """Let the officer read the marks.

        :return: True
        :raises AccessError: the user is not the direct superior
        :raises UserError: it was handed over already, or a criterion has no mark
        """
        self._check_hand("superior", "open")
        for evaluation in self:
            if missing := evaluation.line_ids.filtered(lambda line: not line.mark):
                raise UserError(
                    self.env._(
                        "%(name)s: give a mark for %(criteria)s first.",
                        name=evaluation.display_name,
                        criteria=", ".join(missing.mapped("name")),
                    )
                )
        evaluations = self._as_procedure()
        evaluations.write({"state": "marked", "handed_over_at": fields.Datetime.now()})
        evaluations._renew_to_dos()
        return True

    def action_mark_anew(self):
        """Take an evaluation back that nobody has signed, to mark anew after the officer's word.

        :return: True
        :raises AccessError: the user is not the direct superior
        :raises UserError: it was signed, or is with the superior already
        """
        for evaluation in self:
            evaluation._check_hand("superior", "answered" if evaluation.state == "answered" else "marked")
            if evaluation.officer_signed_at or evaluation.superior_signed_at:
                raise UserError(
                    self.env._(
                        "%(name)s was signed by one of you. It is marked anew once the signature is taken away.",
                        name=evaluation.display_name,
                    )
                )
        evaluations = self._as_procedure()
        evaluations.write({"state": "open", "handed_over_at": False, "answered_at": False})
        evaluations._renew_to_dos()
        return True

    def action_give_word(self):
        """Give the evaluation back to be signed, with the officer's own word, if there is one.

        :return: True
        :raises AccessError: the user is not the officer
        :raises UserError: it was given back already
        """
        self._check_hand("officer", "marked")
        evaluations = self._as_procedure()
        evaluations.write({"state": "answered", "answered_at": fields.Datetime.now()})
        evaluations._renew_to_dos()
        return True

    def _whose_turn(self):
        """Return who has to do something now: the superior, the officer, or who of both has not signed."""
        self.ensure_one()
        nobody = self.env["res.users"]
        return {
            "open": self.superior_id,
            "marked": self.officer_id,
            "answered": (nobody if self.officer_signed_at else self.officer_id)
            | (nobody if self.superior_signed_at else self.superior_id),
            "signed": nobody,
        }[self.state]

    def _renew_to_dos(self):
        """Let those have a to-do whose turn it is, and nobody else, in procedure mode."""
        self.activity_ids.unlink()
        type_id = self.env["ir.model.data"]._xmlid_to_res_id(_TO_DO, True)
        model_id = self.env["ir.model"]._get_id(self._name)
        due = {company: company._ptsp_today() + timedelta(days=_DAYS) for company in self.company_id}
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create(
            [
                {
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": user.id,
                    "summary": evaluation._to_do_in_words(user),
                    "date_deadline": due[evaluation.company_id],
                    "res_model_id": model_id,
                    "res_id": evaluation.id,
                }
                for evaluation in self
                for user in evaluation._whose_turn()
            ]
        )

    def _to_do_in_words(self, user):
        """Return what somebody has to do, in the own language.

        :param user: a ``res.users``
        """
        env = self.with_context(lang=user.lang).env
        if self.state == "open":
            return env._("Evaluate %(name)s", name=self.display_name)
        if self.state == "marked":
            return env._("Read your evaluation of %(semester)s and add your word", semester=self.semester)
        return env._("Sign the evaluation of %(name)s", name=self.display_name)
