from odoo import models
from odoo.exceptions import UserError


class ApplicationQuestionnaire(models.Model):
    """Who was handed the letter is asked how the service was (step 16). A higher room asks it."""

    _inherit = "ptsp.application"

    def _questionnaire_url(self, channel="link"):
        """Return the address under which the questionnaire is answered; empty where nothing is asked.

        :param str channel: by which way it is come by
        """
        return ""

    def _is_questionnaire_open(self):
        """Tell whether the questionnaire of the application waits for its answer."""
        return False


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
