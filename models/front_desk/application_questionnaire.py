from odoo import fields, models
from odoo.exceptions import UserError


class ApplicationQuestionnaire(models.Model):
    """Each application has a link of its own to the questionnaire, which takes one answer (step 16)."""

    _inherit = "ptsp.application"

    questionnaire_answer_id = fields.Many2one(
        "survey.user_input",
        "Answer to the Questionnaire",
        readonly=True,
        copy=False,
        procedure=True,
        groups="base.group_system",
        ondelete="set null",
        index="btree_not_null",
        help="Waits for the applicant behind the link of this application. It names nobody.",
    )

    def _effect_hand_over(self, now):
        result = super()._effect_hand_over(now)
        asked = self.filtered(lambda application: application.service_id.questionnaire_id.active)
        answers = self.env["survey.user_input"].create(
            [{"survey_id": application.service_id.questionnaire_id.id} for application in asked]
        )
        for application, answer in zip(asked, answers, strict=True):
            application.questionnaire_answer_id = answer
        return result

    def _questionnaire_url(self):
        """Return the address under which the applicant answers, for the letter that goes there; empty without one."""
        self.ensure_one()
        answer_sudo = self.sudo().questionnaire_answer_id
        return answer_sudo and answer_sudo.survey_id.get_base_url() + answer_sudo.get_start_url()


class ServiceQuestionnaire(models.Model):
    """A questionnaire of a service is answered by its links only: once for each application."""

    _inherit = "survey.survey"

    def _check_answer_creation(self, user, partner, email, test_entry=False, check_attempts=True, invite_token=False):
        # Whoever follows a link to a survey may not read services.
        service_sudo = self.env["ptsp.service"].sudo().with_context(active_test=False)
        if not test_entry and service_sudo.search_count([("questionnaire_id", "=", self.id)], limit=1):
            raise UserError(
                self.env._("This questionnaire is answered once for each application, by the link in the e-mail of it.")
            )
        return super()._check_answer_creation(
            user, partner, email, test_entry=test_entry, check_attempts=check_attempts, invite_token=invite_token
        )
