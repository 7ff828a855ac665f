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
        # The answer has no chatter to begin with: nobody is told whose it is.
        Answer = self.env["survey.user_input"].with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        answers = Answer.create([application._answer_values() for application in asked])
        for field in answers._fields.values():
            # What nobody has answered yet has no score; the survey counts it with the first answer.
            if field.store and field.compute:
                self.env.remove_to_compute(field, answers)
        for application, answer in zip(asked, answers, strict=True):
            application.questionnaire_answer_id = answer
        return result

    def _answer_values(self):
        """Return the values of the answer that waits for the applicant."""
        self.ensure_one()
        survey = self.service_id.questionnaire_id
        values = {"survey_id": survey.id}
        if survey.questions_selection == "all":
            # Where none are drawn by lot, Odoo would read every question whole to find that it means all of them.
            questions = self.env["survey.question"].search([("survey_id", "=", survey.id), ("is_page", "=", False)])
            values["predefined_question_ids"] = [fields.Command.set(questions.ids)]
        return values

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
