from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class ReviewReceipt(models.Model):
    """When an opinion was received at the agency (step 11)."""

    _inherit = "ptsp.technical.review"

    opinion_received_at = fields.Datetime(
        "Received",
        readonly=True,
        copy=False,
        procedure=True,
        help="When the opinion was received at the agency. With an opinion on paper it may have been entered later.",
    )

    def _moment_of_receipt(self, given, now):
        """Return when the opinions came to the agency: now, or as it is entered for opinions on paper (step 11).

        The promise begins or goes on at that moment, so it lies neither ahead nor before the OPD had the file.

        :param datetime given: what was entered, or nothing
        :param datetime now: naive UTC
        :raises AccessError: a member of the OPD, whose press of the button is the moment, enters another one
        :raises UserError: the moment lies ahead, or before the file was with the OPD
        """
        given = fields.Datetime.to_datetime(given)
        if not given:
            return now
        label = self._fields["opinion_received_at"]._description_string(self.env)
        if given > now:
            raise UserError(
                self.env._("%(field)s: the moment lies in the future. Enter when the opinion came.", field=label)
            )
        for review in self:
            if not review._is_receiver():
                raise AccessError(
                    self.env._("%(field)s is entered by the officer who receives opinions on paper.", field=label)
                )
            with_opd = review._with_opd_since()
            if given < with_opd.replace(second=0):
                raise UserError(
                    self.env._(
                        "%(field)s: the file is with %(agency)s since %(moment)s. Enter a moment after that.",
                        field=label,
                        agency=review.agency_id.name,
                        moment=review.application_id.sudo().service_id._moment_in_words(with_opd),
                    )
                )
        return given

    def _words_for_sheet(self):
        """Return what the control sheet says of the opinion beside what it is: the note. A room adds its own."""
        self.ensure_one()
        return self.control_note or ""

    def _with_opd_since(self):
        """Return since when the file is with the OPD: the dispatch, or the moment at which its opinion went back."""
        self.ensure_one()
        # Of the control sheet, which members of an OPD do not read, this moment alone.
        line_sudo = self.application_id.sudo().control_ids.filtered(lambda line: not line.ended_at)
        return line_sudo[:1].started_at or self.sent_at
