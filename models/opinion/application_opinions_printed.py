from odoo import api, models

from ..documents.application_document import OFFICIAL_LANG


class ApplicationOpinionsPrinted(models.Model):
    """What papers say of opinions."""

    _inherit = "ptsp.application"

    @api.model
    def _official_opinion(self, review):
        """Write what an OPD has come to, as it stands on papers.

        :param review: the ``ptsp.technical.review``
        """
        official = review.with_context(lang=OFFICIAL_LANG)
        return dict(official._fields["opinion_kind"]._description_selection(official.env)).get(review.opinion_kind, "")


class ReviewPrinted(models.Model):
    """What papers say of one opinion, for who may read it."""

    _inherit = "ptsp.technical.review"

    def _printed_application(self):
        """Return the application of the opinion, for who may read the opinion, as superuser."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().application_id
