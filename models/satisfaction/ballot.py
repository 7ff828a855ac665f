import secrets

from odoo import api, fields, models


class SatisfactionBallot(models.Model):
    """The box into which answers are put, without a name and without a time, before they count.

    Whoever looks at the index before and after one answer would know it. So answers are taken out of the box in
    groups, by lot, and a group always stays behind: the last ones of a semester are a group, too. Nobody reads the box.
    """

    _name = "ptsp.satisfaction.ballot"
    _description = "Answer that Does not Count yet"
    _order = "id"
    # Neither who nor when.
    _log_access = False

    service_id = fields.Many2one("ptsp.service", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="service_id.company_id")
    survey_id = fields.Many2one(
        "survey.survey", "Questionnaire", required=True, readonly=True, ondelete="restrict", index=True
    )
    semester = fields.Char(required=True, readonly=True)
    answers = fields.Json(required=True, readonly=True)

    @api.model
    def _cast(self, service, semester, answers):
        """Put an answer into the box, mix it, and let a group count where there are two.

        What lies in the box is written anew each time, so that neither its number nor when it was written tells which
        came last.

        :param service: the ``ptsp.service``
        :param str semester: such as ``2026-I``
        :param dict answers: from ids of questions to what was answered
        """
        service_sudo = service.sudo()
        survey_sudo = service_sudo.questionnaire_id
        box = {"service_id": service.id, "semester": semester, "survey_id": survey_sudo.id}
        waiting_sudo = self.sudo().search([(name, "=", value) for name, value in box.items()])
        mixed = [*waiting_sudo.mapped("answers"), {str(key): value for key, value in answers.items()}]
        secrets.SystemRandom().shuffle(mixed)
        # Two at the same moment take out the same: the second one is done once more by the server.
        waiting_sudo.unlink()
        group = service_sudo.company_id.ptsp_satisfaction_group
        counted = mixed[:group] if len(mixed) >= 2 * group else []
        waiting_sudo.create([{**box, "answers": each} for each in mixed[len(counted) :]])
        if counted:
            self.env["survey.user_input"]._ptsp_enter(service_sudo, semester, survey_sudo, counted)

    def _count(self):
        """Let answers of one box count, in an order by lot. As superuser."""
        service, survey, semester = self.service_id, self.survey_id, self[:1].semester
        answers_list = self.mapped("answers")
        secrets.SystemRandom().shuffle(answers_list)
        self.unlink()
        self.env["survey.user_input"]._ptsp_enter(service, semester, survey, answers_list)

    @api.model
    def _count_closed(self):
        """Let the last answers of semesters count to which no more can come. For the scheduled action."""
        boxes = self.search([("semester", "!=", False)]).grouped(
            lambda each: (each.service_id, each.survey_id, each.semester)
        )
        for (service, _survey, semester), ballots in boxes.items():
            if service._is_satisfaction_closed(semester):
                ballots._count()
