from odoo import api, models


class AlertDigest(models.Model):
    """The warnings of one run reach each officer as one e-mail, never as one for each application."""

    _inherit = "ptsp.alert"

    @api.model
    def _mail_digests(self, services, now):
        """Send the warnings that nobody was mailed yet, one e-mail for each officer and agency.

        :param services: the ``ptsp.service`` that are open
        :param datetime now: naive UTC
        """
        alerts = self.search(
            [("mailed_at", "=", False), ("user_id", "!=", False), ("service_id", "in", services.ids)]
        ).try_lock_for_update(allow_referencing=True)
        if not alerts:
            return
        for company, of_company in alerts.grouped("company_id").items():
            letters = {user: of_user._digest_of_officer() for user, of_user in of_company.grouped("user_id").items()}
            self.env["ptsp.digest.mail"]._queue("ptsp_exhibition.alert_digest", company, letters)
        alerts._as_procedure().write({"mailed_at": now})
        self.env["ir.cron"]._commit_progress()

    def _digest_of_officer(self):
        """Return subject and body of the e-mail with these warnings of one officer, for ``_queue``."""
        # The gravest of each application says it all.
        last = {alert.application_id: alert for alert in self.sorted("id")}

        def subject(env):
            return env._("PTSP: applications that need you now: %(count)s", count=len(last))

        def body(env):
            return {
                "alerts": self.with_env(env)
                .union(*last.values())
                .sorted(lambda alert: alert.application_id.deadline or alert.due_at)
            }

        return subject, body
