from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ReviewMessages(models.Model):
    """Members of an OPD write to the agency, and to nobody else; the officers who have the file answer."""

    _inherit = "ptsp.technical.review"

    message_to_desk_ids = fields.One2many(
        "ptsp.opd.message",
        "review_id",
        "Messages with the OPD",
        readonly=True,
        copy=False,
        procedure=True,
        help="What the OPD and the agency wrote to each other. Neither the applicant reads it nor another OPD.",
    )

    def action_open_write(self):
        """Open the dialog in which OPD or agency write to each other.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.opd_message_write_action")
        return {**action, "context": {"default_review_id": self.id}}

    def action_write_message(self, body):
        """Write to the agency as a member of the OPD, or to the OPD as an officer of the agency.

        :param str body: what is said
        :return: True
        :raises AccessError: the user is neither
        :raises UserError: nothing is said, or the OPD was not asked yet
        """
        self.ensure_one()
        self.check_access("read")
        by_opd = self._is_of_opd()
        if not by_opd and not self.application_id._writes_to_applicant():
            raise AccessError(
                self.env._("Members of the OPD write to the agency here, and its officers to the OPD. Ask one of them.")
            )
        body = self.env["ptsp.opd.message"]._ptsp_text("body", body)
        if not body:
            raise UserError(self.env._("Write something."))
        if self.state not in ("sent", "issued"):
            raise UserError(self.env._("The OPD does not have the file. Write once it was sent there."))
        self._as_procedure()._keep_message(body, by_opd)
        return True

    def _is_of_opd(self):
        """Tell whether the user answers for the OPD that was asked, and holds the role of one."""
        self.ensure_one()
        review_sudo = self.sudo()
        roles = self.env.user._ptsp_roles(review_sudo.application_id.company_id)
        return bool(
            roles & self.env["res.groups"]._ptsp_opd_roles() and review_sudo.agency_id.with_env(self.env).is_mine
        )

    def _keep_message(self, body, by_opd):
        """Keep a message, and leave the agency a to-do while the OPD waits for its answer. In procedure mode.

        :param str body: what is said
        :param bool by_opd: the OPD says it
        """
        now = fields.Datetime.now()
        self.env["ptsp.opd.message"].create(
            {"review_id": self.id, "body": body, "user_id": self.env.uid, "by_opd": by_opd, "written_at": now}
        )
        application = self.application_id
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_opd_message", True)
        Activity = self.env["mail.activity"]
        there = Activity.search(
            [
                ("res_model", "=", application._name),
                ("res_id", "=", application.id),
                ("activity_type_id", "=", type_id),
                ("automated", "=", True),
            ]
        )
        if not by_opd:
            there.unlink()
        elif not there:
            Activity.create(
                {
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": False,
                    # Which OPD it is, and what it says, other OPD do not read.
                    "summary": self.env._("An OPD has written"),
                    "note": f"{self.agency_id.name}",
                    "date_deadline": application.service_id._local_day(now),
                    "res_model_id": self.env["ir.model"]._get_id(application._name),
                    "res_id": application.id,
                }
            )
