import secrets
from datetime import timedelta

from odoo import api, fields, models
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
        waiting_sudo = reviews.sudo().filtered(lambda review: review.agency_id._mailbox())
        waiting_sudo.link_ids._revoke()
        for review_sudo in waiting_sudo:
            link, address = self._make_for(review_sudo)
            link._mail("link", link=address)

    @api.model
    def _make_for(self, review_sudo):
        """Make a link for a review, of an OPD with a mail box.

        :return: pair of the link, in procedure mode, and the address that is sent, which nobody can read again
        """
        token = secrets.token_urlsafe(32)
        now = fields.Datetime.now()
        link = self._as_procedure().create(
            {
                "review_id": review_sudo.id,
                "email": review_sudo.agency_id._mailbox(),
                "token_hash": self._token_hash(token),
                "sent_at": now,
                "expires_at": now + timedelta(days=DAYS),
            }
        )
        # The mail is in Indonesian; so is the page, whatever the browser prefers, until another language is chosen.
        return link, f"{self.get_base_url()}{PAGE}/{token}?lang=id"

    def _revoke(self):
        """Let these links open nothing from now on."""
        self.filtered(lambda link: not link.revoked_at)._as_procedure().write(
            {"revoked_at": fields.Datetime.now(), "revoked_by_id": self.env.uid}
        )

    def _mail(self, what, **context):
        """Queue an e-mail to the mail box of the OPD, see :meth:`_queue_mail`.

        :param str what: ``link`` or ``code``
        :param context: what its text takes
        :return: the ``mail.mail``, as superuser
        """
        self.ensure_one()
        return self._queue_mail(what, self, self.email, **context)

    @api.model
    def _queue_mail(self, what, record, email, **context):
        """Queue an e-mail to the mail box of an OPD. It is deleted with its words as soon as it was sent.

        :param str what: the template is ``mail_template_opd_<what>``
        :param record: what the template is about; it has a ``company_id``
        :param str email: the mail box
        :param context: what its text takes
        :return: the ``mail.mail``, as superuser
        """
        template = self.env.ref(f"ptsp_exhibition.mail_template_opd_{what}")
        return template.with_context(**context)._ptsp_queue_of_no_record(record, email)
