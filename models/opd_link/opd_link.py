import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import hmac

#: How many days a link is good for.
DAYS = 30
#: Where links lead to.
PAGE = "/ptsp/opinion"


class OpdLink(models.Model):
    """A link by which an OPD without accounts gives one opinion.

    It is good for one review and for the mail box to which it was sent, until it expires, is revoked, or another one is
    sent. The database has its fingerprint only: who reads the database opens nothing.
    """

    _name = "ptsp.opd.link"
    _description = "Link to an Opinion"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _rec_name = "email"

    review_id = fields.Many2one(
        "ptsp.technical.review",
        "Technical Review",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        procedure=True,
    )
    company_id = fields.Many2one(related="review_id.company_id")
    email = fields.Char("Sent To", required=True, readonly=True, procedure=True)
    token_hash = fields.Char(required=True, readonly=True, procedure=True, groups="base.group_system")
    sent_at = fields.Datetime("Sent", required=True, readonly=True, procedure=True)
    expires_at = fields.Datetime("Good Until", required=True, readonly=True, procedure=True)
    revoked_at = fields.Datetime(
        "Revoked", readonly=True, procedure=True, help="Since when it opens nothing: revoked, or another one was sent."
    )
    revoked_by_id = fields.Many2one(
        "res.users", "Revoked by", readonly=True, procedure=True, ondelete="restrict", index="btree_not_null"
    )
    visit_ids = fields.One2many("ptsp.opd.visit.log", "link_id", "Visits", readonly=True)
    is_open = fields.Boolean("Opens Something", compute="_compute_is_open", compute_sudo=True)

    _token_unique = models.UniqueIndex("(token_hash)", "This link is there already.")

    @api.depends(
        "revoked_at",
        "expires_at",
        "email",
        "review_id.awaited",
        "review_id.agency_id.email",
        "review_id.agency_id.answers_by_link",
    )
    def _compute_is_open(self):
        now = fields.Datetime.now()
        for link in self:
            review = link.review_id
            link.is_open = bool(
                not link.revoked_at
                and link.expires_at
                and now < link.expires_at
                and link.email == review.agency_id._mailbox()
                and review.awaited
            )

    @api.model
    def _token_hash(self, token):
        """Return the fingerprint of what stands in a link.

        :param str token: the random text
        """
        # The database's secret is for the superuser only.
        return hmac(self.env(su=True), self._name.replace(".", "-"), token)

    @api.model
    def _send_for(self, reviews):
        """Send a new link for each of these reviews, of OPD with a mail box. Links of before open nothing any more.

        :param reviews: ``ptsp.technical.review``
        """
        procedure = self._as_procedure()
        waiting_sudo = reviews.sudo().filtered(lambda review: review.agency_id._mailbox())
        waiting_sudo.link_ids._revoke()
        now = fields.Datetime.now()
        for review_sudo in waiting_sudo:
            token = secrets.token_urlsafe(32)
            link = procedure.create(
                {
                    "review_id": review_sudo.id,
                    "email": review_sudo.agency_id._mailbox(),
                    "token_hash": self._token_hash(token),
                    "sent_at": now,
                    "expires_at": now + timedelta(days=DAYS),
                }
            )
            link._mail("link", link=f"{self.get_base_url()}{PAGE}/{token}")

    def _revoke(self):
        """Let these links open nothing from now on."""
        self.filtered(lambda link: not link.revoked_at)._as_procedure().write(
            {"revoked_at": fields.Datetime.now(), "revoked_by_id": self.env.uid}
        )

    def _mail(self, what, **context):
        """Queue an e-mail to the mail box of the OPD. It is deleted with its words as soon as it was sent.

        :param str what: ``link`` or ``code``
        :param context: what its text takes
        """
        self.ensure_one()
        # In nobody's name: whoever has made a message reads it later.
        link_sudo = self.sudo().with_user(SUPERUSER_ID)
        template_sudo = link_sudo.env.ref(f"ptsp_exhibition.mail_template_opd_{what}")
        template_sudo.with_context(**context).send_mail(
            link_sudo.id,
            email_values={
                "email_to": link_sudo.email,
                "author_id": link_sudo.company_id.partner_id.id,
                "message_type": "user_notification",
                "auto_delete": True,
                # Of no record: who may read the link reads none of what opens it.
                "model": False,
                "res_id": False,
            },
        )
        link_sudo.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
