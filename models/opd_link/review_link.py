from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ReviewLink(models.Model):
    """The links that were sent for a review: sent again or revoked by who delivers files, or awaits opinions."""

    _inherit = "ptsp.technical.review"

    link_ids = fields.One2many(
        "ptsp.opd.link",
        "review_id",
        "Links",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="Links by which the OPD gives its opinion without an account.",
    )
    may_send_link = fields.Boolean(
        compute="_compute_may_send_link", help="The current user can send the link to the OPD again, or revoke it."
    )

    def _compute_may_send_link(self):
        for review in self:
            review.may_send_link = bool(
                review.awaited and review.sudo().agency_id._mailbox() and review._is_of_sending_desk()
            )

    def _is_of_sending_desk(self):
        """Tell whether the user delivers files to OPD (step 9), or receives their opinions (step 11)."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        roles = self.env.user._ptsp_roles(application_sudo.company_id)
        rows = application_sudo._rows_with_effect("start_reviews")
        return self._is_receiver() or any(roles.intersection(row.roles) for row in rows)

    def _check_may_send_link(self):
        """Refuse whoever has nothing to do with the links of these reviews.

        :raises AccessError: naming who has
        """
        self.check_access("read")
        if not all(review._is_of_sending_desk() for review in self):
            raise AccessError(
                self.env._(
                    "Links are sent and revoked by the liaison officer, or by who receives opinions. Ask one of them."
                )
            )

    def action_send_link(self):
        """Send a new link to the OPD. The one of before opens nothing any more (step 9).

        :return: True
        :raises AccessError: the user neither delivers files nor receives opinions
        :raises UserError: the OPD owes no opinion, or has no mail box
        """
        self._check_may_send_link()
        self.application_id._lock_for_procedure()
        for review in self:
            agency = review.agency_id
            if not review.awaited:
                raise UserError(
                    self.env._(
                        "%(agency)s does not have the file now, or has given its opinion: reload the page.",
                        agency=agency.name,
                    )
                )
            if not agency._mailbox():
                raise UserError(
                    self.env._(
                        "%(agency)s does not answer by link. A manager enters its e-mail address under Configuration.",
                        agency=agency.name,
                    )
                )
        self.env["ptsp.opd.link"]._send_for(self)
        return True

    def action_revoke_link(self):
        """Let the link that was sent to the OPD open nothing from now on.

        :return: True
        :raises AccessError: the user neither delivers files nor receives opinions
        :raises UserError: no link is good any more
        """
        self._check_may_send_link()
        links = self.link_ids.filtered("is_open")
        if not links:
            raise UserError(self.env._("No link is good any more. Reload the page to see where it stands."))
        links._revoke()
        return True

    def _reopen(self, now, reason):
        result = super()._reopen(now, reason)
        # An opinion that goes back goes where it came from.
        self.env["ptsp.opd.link"]._send_for(self)
        return result

    def _lacks_receipt(self):
        # The mail is the delivery.
        return not self.agency_id._mailbox() and super()._lacks_receipt()

    def _note_receipt_by_mail(self, now):
        """Note that the file is with OPD to which it is sent by mail, where nobody has signed for it.

        :param datetime now: naive UTC
        """
        for review in self:
            if not review.received_by or not review.received_at:
                review._note_receipt(review.received_by or review.agency_id._mailbox(), review.received_at or now)
