from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import html2plaintext

from ...tools.label import label_in
from .kinds import KINDS, Kind

EMAIL = "email"
#: A method of this name is a channel.
_PREFIX = "_channel_"


class Notice(models.Model):
    """The outbox: one line for each notice to an applicant and each channel, with what became of it.

    A channel is one method, ``_channel_<key>``, that another addon adds to this model. It is called by a job with one
    waiting notice, hands ``self._words()`` over, and returns the address to which it did, or nothing where the
    applicant has none for it. What it raises is kept as the reason why the notice failed, and shown.
    """

    _name = "ptsp.notice"
    _description = "Notice to an Applicant"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _rec_name = "kind_name"

    application_id = fields.Many2one(
        "ptsp.application", required=True, readonly=True, procedure=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="application_id.company_id", store=True, precompute=True, procedure=True, index=True
    )
    kind = fields.Char("Key", required=True, readonly=True, procedure=True)
    kind_name = fields.Char("Notice", compute="_compute_kind_name")
    channel = fields.Char(required=True, readonly=True, procedure=True)
    channel_name = fields.Char("Sent by", compute="_compute_kind_name")
    recipient_id = fields.Many2one(
        "res.partner", required=True, readonly=True, procedure=True, ondelete="restrict", index=True
    )
    address = fields.Char(readonly=True, procedure=True, help="Where it went.")
    state = fields.Selection(
        [("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Not Delivered"), ("skipped", "Not Sent")],
        required=True,
        readonly=True,
        procedure=True,
        default="waiting",
    )
    error = fields.Char("What Went Wrong", readonly=True, procedure=True)
    failure_type = fields.Char("Kind of Failure", readonly=True, procedure=True)
    reason = fields.Char("Why Not", compute="_compute_reason", help="Why it was not sent or not delivered.")
    sent_at = fields.Datetime("Sent at", readonly=True, procedure=True)
    attempts = fields.Integer(readonly=True, procedure=True, aggregator=None)
    message_id = fields.Many2one(
        "mail.message", "Message in Odoo", readonly=True, procedure=True, ondelete="cascade", index="btree_not_null"
    )
    may_send_again = fields.Boolean(compute="_compute_may_send_again")

    _waiting = models.Index("(id) WHERE state = 'waiting'")
    _failed = models.Index("(application_id) WHERE state = 'failed'")

    # What there is

    @api.model
    def _kinds(self):
        """Return the kinds of notices. Another addon adds its own.

        :return: dict from keys to ``Kind``
        """
        return {kind.key: kind for kind in KINDS}

    @api.model
    def _kind(self, key):
        """Return a kind; a procedure of another addon may name one that it has not declared.

        :param str key: its key
        :return: ``Kind``
        """
        return self._kinds().get(key) or Kind(key or "", key or "", needed=True)

    @api.model
    def _channels(self):
        """Return the keys of the channels, e-mail first."""
        keys = {name.removeprefix(_PREFIX) for name in dir(type(self)) if name.startswith(_PREFIX)}
        return [EMAIL, *sorted(keys - {EMAIL})]

    @api.model
    def _template(self, kind):
        """Return the template with the words of a kind; none where it was deleted.

        :param str kind: its key
        """
        return (
            self.env.ref(f"ptsp_exhibition.mail_template_{kind}", raise_if_not_found=False)
            or self.env["mail.template"].browse()
        )

    @api.depends("kind", "channel")
    @api.depends_context("lang")
    def _compute_kind_name(self):
        for notice in self:
            label = self._kind(notice.kind).label
            notice.kind_name = label if isinstance(label, str) else label_in(self.env, label)
            notice.channel_name = self.env._("E-mail") if notice.channel == EMAIL else (notice.channel or "").title()

    @api.depends("error", "failure_type")
    @api.depends_context("lang")
    def _compute_reason(self):
        known = dict(self.env["mail.notification"]._fields["failure_type"]._description_selection(self.env))
        for notice in self:
            notice.reason = notice.error or known.get(notice.failure_type) or self._reasons().get(notice.failure_type)

    @api.model
    def _reasons(self):
        """Return why a notice is not sent at all, by key, in the user's language."""
        return {
            "unwanted": self.env._("The applicant wants to be told only of what is to be done."),
            "no_address": self.env._("The applicant has no address for it."),
            "cancelled": self.env._("Somebody has taken it back."),
            "channel": self.env._("The channel has failed. Send again; if it fails anew, ask an administrator."),
            "unwritten": self.env._("The template could not be filled in. Correct it, and send again."),
        }

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_may_send_again(self):
        is_front_office = self.env["ptsp.application"]._is_front_office()
        for notice in self:
            notice.may_send_again = is_front_office and notice._can_be_sent_again()

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What applicants were told stays. Send the notice again where it has failed."))

    def _words(self):
        """Return the words of a notice for a channel that takes plain text, in the language of the recipient.

        :return: pair of the subject and the text
        """
        self.ensure_one()
        template_sudo = self._template(self.kind).sudo()
        [subject] = template_sudo._render_field("subject", self.application_id.ids, compute_lang=True).values()
        [body] = template_sudo._render_field("body_html", self.application_id.ids, compute_lang=True).values()
        return subject, html2plaintext(body or "").strip()
