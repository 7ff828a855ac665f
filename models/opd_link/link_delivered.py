from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import email_normalize

from ...tools.boolean_search import positive


class LinkDelivered(models.Model):
    """What became of the e-mail with a link: where it did not arrive, the OPD knows nothing of what it is asked."""

    _inherit = "ptsp.opd.link"

    sent_mail_id = fields.Many2one(
        "mail.mail",
        "E-mail",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
        groups="base.group_system",
    )
    message_ref = fields.Char(
        "Number of the E-mail",
        readonly=True,
        copy=False,
        index="btree_not_null",
        procedure=True,
        groups="base.group_system",
        help="By which the answer of a mail server that has not delivered the e-mail names it.",
    )
    undelivered_at = fields.Datetime("Not Delivered", readonly=True, copy=False, procedure=True)
    failure_type = fields.Char("Kind of Failure", readonly=True, copy=False, procedure=True)
    undelivered_reason = fields.Char("Why Not Delivered", compute="_compute_undelivered_reason")

    @api.depends("undelivered_at", "failure_type")
    @api.depends_context("lang")
    def _compute_undelivered_reason(self):
        reasons = {
            **dict(self.env["mail.notification"]._fields["failure_type"]._description_selection(self.env)),
            "mail_bounce": self.env._("The mail server of the OPD sent it back"),
        }
        for link in self:
            reason = reasons.get(link.failure_type) or self.env._("The mail server did not take it")
            link.undelivered_reason = link.undelivered_at and reason

    def _mail(self, what, **context):
        mail_sudo = super()._mail(what, **context)
        if what == "link":
            self._follow_mail(mail_sudo)
        return mail_sudo

    def _follow_mail(self, mail_sudo):
        """Look after the e-mail that takes the link to the OPD.

        :param mail_sudo: the ``mail.mail``, as superuser
        """
        self._as_procedure().write({"sent_mail_id": mail_sudo.id, "message_ref": mail_sudo.message_id})
        self.review_id._settle_undelivered_links()

    def _note_delivery(self, failure_type):
        """Keep what became of the e-mails with these links, in procedure mode.

        :param str failure_type: key of the selection of ``mail.notification``; empty where they have left
        """
        for link in self:
            link.write(
                {
                    "undelivered_at": fields.Datetime.now() if failure_type else False,
                    "failure_type": failure_type,
                    # The server that sends it may have given it another one.
                    "message_ref": link.sent_mail_id.message_id or link.message_ref,
                }
            )
        self.review_id._settle_undelivered_links()

    def _revoke(self):
        result = super()._revoke()
        # What was not sent yet would bring a link that opens nothing.
        self.sudo().sent_mail_id.filtered(lambda mail: mail.state in ("outgoing", "exception")).cancel()
        self.review_id._settle_undelivered_links()
        return result


class LinkMail(models.Model):
    """An e-mail that Odoo has sent, or could not send: a link may have been in it."""

    _inherit = "mail.mail"

    def _postprocess_sent_message(self, success_pids, success_emails, failure_reason=False, failure_type=None):
        links = self.env["ptsp.opd.link"]._as_procedure().search([("sent_mail_id", "in", self.ids)])
        links._note_delivery(failure_type or False)
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason=failure_reason, failure_type=failure_type
        )


class LinkBounced(models.AbstractModel):
    """The answer of a mail server that it could not deliver an e-mail: a link may have been in it."""

    _inherit = "mail.thread"

    def _routing_handle_bounce(self, email_message, message_dict):
        result = super()._routing_handle_bounce(email_message, message_dict)
        if references := message_dict.get("bounced_msg_ids"):
            links = self.env["ptsp.opd.link"]._as_procedure().search([("message_ref", "in", references)])
            # Whoever has had the e-mail knows its number; where the server names an address it is that of the link.
            address = email_normalize(message_dict.get("bounced_email") or "")
            links.filtered(lambda link: not address or address == link.email)._note_delivery("mail_bounce")
        return result


class ReviewLinkDelivered(models.Model):
    """Opinions whose link did not arrive at the OPD: they show as such, and leave the liaison officers a to-do."""

    _inherit = "ptsp.technical.review"

    link_undelivered = fields.Boolean(
        "Link Not Delivered",
        compute="_compute_link_undelivered",
        search="_search_link_undelivered",
        groups="ptsp_exhibition.group_reader",
        help="The e-mail with the latest link did not arrive at the OPD. Correct its address and send the link again.",
    )
    link_undelivered_reason = fields.Char(
        "Why Not Delivered", compute="_compute_link_undelivered", groups="ptsp_exhibition.group_reader"
    )

    @api.depends("state", "link_ids.undelivered_at", "link_ids.failure_type", "link_ids.revoked_at")
    @api.depends_context("lang")
    def _compute_link_undelivered(self):
        for review in self:
            last = review.link_ids.sorted("id")[-1:]
            review.link_undelivered = bool(review.state == "sent" and last.undelivered_at and not last.revoked_at)
            review.link_undelivered_reason = review.link_undelivered and last.undelivered_reason

    def _search_link_undelivered(self, operator, values):
        def domain():
            failed = Domain("state", "=", "sent") & Domain(
                "link_ids", "any", [("undelivered_at", "!=", False), ("revoked_at", "=", False)]
            )
            return Domain("id", "in", self.search(failed).filtered("link_undelivered").ids)

        return positive(operator, values, domain)

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("issued", "cancelled"):
            self._as_procedure().filtered("agency_id.email")._settle_undelivered_links()
        return result

    def _settle_undelivered_links(self):
        """Leave the liaison officers a to-do where a link did not arrive, and take it away where all have."""
        reviews = self._as_procedure()
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_link_undelivered", True)
        Activity = reviews.env["mail.activity"].with_context(mail_activity_quick_update=True)
        there = Activity.search(
            [
                ("res_model", "=", "ptsp.application"),
                ("res_id", "in", reviews.application_id.ids),
                ("activity_type_id", "=", type_id),
                ("automated", "=", True),
            ]
        )
        for application, failed in reviews.application_id.review_ids.grouped("application_id").items():
            failed = failed.filtered("link_undelivered")
            to_dos = there.filtered(lambda activity, application=application: activity.res_id == application.id)
            if not failed:
                to_dos.unlink()
            elif not to_dos:
                Activity.create(application._undelivered_link_to_dos(type_id))


class ApplicationLinkUndelivered(models.Model):
    """Who is told that a link did not arrive at the OPD."""

    _inherit = "ptsp.application"

    def _undelivered_link_to_dos(self, type_id):
        """Return the values of the to-dos for those who take files to OPD (step 9); for the managers where nobody does.

        :param int type_id: of the kind of to-do
        """
        self.ensure_one()
        Users = self.env["res.users"]
        roles = {role for row in self._rows_with_effect("start_reviews") for role in row.roles}
        officers = Users.union(*Users._ptsp_holders(self.company_id, roles).values())
        return [
            {
                "activity_type_id": type_id,
                "automated": True,
                "user_id": user.id,
                # Which OPD it is other OPD do not read.
                "summary": self.with_context(lang=user.lang).env._(
                    "A link did not arrive at the OPD: look under With OPD, and send it again"
                ),
                "date_deadline": self.service_id._local_day(fields.Datetime.now()),
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id,
            }
            for user in officers or Users._ptsp_managers(self.company_id)
        ]
