from odoo import api, fields, models
from odoo.fields import Domain

from . import workflow


class PtspApplication(models.Model):
    """Watching the promise: who is told when a step or an application is late."""

    _inherit = "ptsp.application"

    @api.model
    def _cron_remind(self, limit=200):
        """Leave the officers whose turn it is one reminder when a step or the promise is late.

        Runs as a scheduled action, in portions; each portion is committed, so that a run may be cut short.

        :param int limit: applications in one portion
        """
        now = fields.Datetime.now()
        late_step = Domain("step_due_at", "<", now) & Domain("step_reminded", "=", False)
        late_promise = Domain("sla_status", "=", "overdue") & Domain("promise_reminded", "=", False)
        domain = (late_step | late_promise) & Domain(
            "state", "in", [key for key, state in workflow.STATES.items() if not state.final]
        )
        applications = self.search(domain, limit=limit).try_lock_for_update(allow_referencing=True)
        applications._as_procedure()._remind(now)
        self.env["ir.cron"]._commit_progress(len(applications), remaining=self.search_count(domain))

    def _remind(self, now):
        """Leave reminders with every officer whose turn it is.

        :param datetime now: naive UTC
        """
        reminder_type = self.env.ref("ptsp_exhibition.activity_type_late")
        vals_list = []
        for application in self:
            promise_late = application.sla_status == "overdue" and not application.promise_reminded
            step_late = application.step_late and not application.step_reminded
            application.write(
                {
                    "promise_reminded": application.promise_reminded or promise_late,
                    "step_reminded": application.step_reminded or step_late,
                }
            )
            summary = (
                self.env._("The promise of %(name)s is overdue", name=application.name)
                if promise_late
                else self.env._("%(name)s has passed the norm of this step", name=application.name)
            )
            vals_list += [
                {
                    "summary": summary,
                    "activity_type_id": reminder_type.id,
                    "automated": True,
                    "user_id": user.id,
                    "date_deadline": application.service_id._local_day(now),
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": application.id,
                }
                for user in application._officers_in_turn()
            ]
        self.env["mail.activity"].create(vals_list)

    def _officers_in_turn(self):
        """Return the users whose turn it is: the active holders of the state's roles in the agency."""
        self.ensure_one()
        roles = [role for role in workflow.STATES[self.state].roles if role != workflow.APPLICANT]
        groups = [self.env.ref(f"ptsp_exhibition.group_{role}").id for role in roles]
        users = self.env["res.users"].search(
            [("all_group_ids", "in", groups), ("company_ids", "in", self.company_id.id), ("share", "=", False)]
        )
        if "technical" in roles:
            users &= self.review_ids.filtered(lambda review: review.state == "sent").agency_id.member_ids
        return users
