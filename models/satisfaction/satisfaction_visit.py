from datetime import timedelta

from odoo import api, models

#: How often one address may open or send a questionnaire in a minute. Tablets of a counter share one.
VISITS_PER_MINUTE = 30


class SatisfactionVisit(models.Model):
    """Visits to the page of the questionnaire: counted, and nothing of them is kept but that."""

    _name = "ptsp.satisfaction.visit"
    _description = "Visit to the Questionnaire"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    # No row shall name who was logged in.
    _log_access = False

    _number_unique = models.UniqueIndex("(address_hash, number)", "This visit was counted already.")

    @api.model
    def _visits_allowed(self):
        return VISITS_PER_MINUTE, timedelta(minutes=1)

    @api.model
    def _show(self, address, token):
        """Tell what a link opens. It uses nothing up: programs open links, too.

        :param str address: the visitor's network address
        :param str token: what stands in the address of the page
        :return: dict with ``status``: ``limited``, ``unknown``, ``early``, ``answered``, ``late`` or ``open``
        """
        return self._open(address, token)[1]

    @api.model
    def _send(self, address, token, typed):
        """Take an answer.

        :param str address: the visitor's network address
        :param str token: what stands in the address of the page
        :param dict typed: from names of the form to texts
        :return: dict with ``status`` as :meth:`_show` tells it, or ``thanks``
        """
        application_sudo, facts = self._open(address, token)
        if facts["status"] != "open":
            return facts
        survey_sudo = application_sudo._satisfaction_survey()
        answers, missing = survey_sudo._ptsp_read_answers(typed)
        if missing:
            return {**facts, "missing": {f"q{question.id}" for question in missing}, "typed": typed}
        taken = application_sudo._take_answer(facts["channel"], answers)
        return {**facts, "status": "thanks" if taken else "answered"}

    @api.model
    def _open(self, address, token):
        """Count a visit, and find the application of a link.

        :return: pair of the application as superuser, possibly none, and what the page shows
        """
        Application = self.env["ptsp.application"]
        if not self._is_counted(self._address_hash(address)):
            return Application.sudo(), {"status": "limited"}
        application_sudo, channel = Application._with_satisfaction_token(token)
        status = application_sudo._satisfaction_status() if application_sudo else "unknown"
        if status in ("unknown", "none"):
            return application_sudo.browse(), {"status": "unknown"}
        return application_sudo, {
            "status": status,
            "channel": channel,
            "agency": application_sudo.company_id.name,
            "service": application_sudo.service_id.name,
            "questions": application_sudo._satisfaction_survey()._ptsp_form() if status == "open" else [],
            "missing": set(),
            "typed": {},
        }

    @api.model
    def _show_index(self, address, code, lang):
        """Tell what was published of a service.

        :param str address: the visitor's network address
        :param str code: of the service
        :param str lang: of the page
        :return: dict with ``status``: ``limited``, ``unknown`` or ``found``
        """
        if not self._is_counted(self._address_hash(address)):
            return {"status": "limited"}
        publication_sudo = self.env["ptsp.satisfaction.publication"]._latest(code)
        if not publication_sudo:
            return {"status": "unknown"}
        return {"status": "found", **publication_sudo._public_facts(lang)}

    @api.autovacuum
    def _gc_visits(self):
        """Forget visits after a day, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=1))
