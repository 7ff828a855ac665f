import logging

from odoo import fields, models
from odoo.tools import format_datetime

from ..documents.application_document import OFFICIAL_LANG

_logger = logging.getLogger(__name__)


class ApplicationNotices(models.Model):
    """What the applicant is told along the procedure."""

    _inherit = "ptsp.application"

    notice_ids = fields.One2many(
        "ptsp.notice",
        "application_id",
        "Notices",
        readonly=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="What the applicant was told, and whether it arrived.",
    )

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            self.notice_ids.write({"address": False, "error": False})
        return result

    def _send_notice(self, name):
        super()._send_notice(name)
        if not self:
            return
        try:
            # No savepoint: lines of the outbox are plain, and each e-mail is written within its own.
            self.env["ptsp.notice"]._tell(name, self)
        except Exception:
            _logger.exception("The notice %s to the applicants of %s could not be written", name, self.ids)

    def _opd_told(self, state):
        """Return the names of the OPD whose reviews stand in a state, as an applicant reads them.

        :param str state: of the ``ptsp.technical.review``
        """
        self.ensure_one()
        # Applicants read no reviews, but who has their file they may know.
        reviews_sudo = self.sudo().review_ids.filtered(lambda review: review.state == state)
        return ", ".join(dict.fromkeys(reviews_sudo.agency_id.mapped("name")))

    def _opd_expected(self):
        """Return until when the opinions are expected that OPD owe, in the agency's time; empty where none is owed."""
        self.ensure_one()
        days = [review.due_at for review in self.sudo().review_ids if review.state == "sent" and review.due_at]
        return self._told_moment(max(days)) if days else ""

    def _notice_lang(self):
        """Return the language of what the applicant is told: that of his account; without one, the official one."""
        self.ensure_one()
        application_sudo = self.sudo()
        users_sudo = application_sudo.partner_id.user_ids or application_sudo.create_uid
        lang = users_sudo[:1].lang if users_sudo[:1]._is_portal() else OFFICIAL_LANG
        return lang if self.env["res.lang"]._get_data(code=lang) else OFFICIAL_LANG

    def _told_moment(self, moment):
        """Write a moment in the agency's time and in the language of the notice.

        :param datetime moment: naive, in UTC, or nothing
        """
        self.ensure_one()
        if not moment or self.env.lang in (False, OFFICIAL_LANG):
            return self._official_moment(moment)
        zone = self.sudo().service_id._timezone_name()
        return format_datetime(self.env, moment, tz=zone, dt_format="d MMMM y, HH.mm zzz", lang_code=self.env.lang)
