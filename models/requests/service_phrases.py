from odoo import fields, models


class ServicePhrases(models.Model):
    """The library of phrases of a service. The next SOP revision takes it along."""

    _inherit = "ptsp.service"

    phrase_ids = fields.One2many(
        "ptsp.request.phrase",
        "service_id",
        "Phrases for Requests",
        copy=True,
        groups="ptsp_exhibition.group_reader",
        help="Sentences with which officers often ask applicants for something.",
    )

    def copy(self, default=None):
        copies = super().copy(default)
        for service, revision in zip(self, copies, strict=True):
            # Phrases speak of the papers of their own revision. Odoo copies each list in this order.
            papers = dict(
                zip(service.requirement_ids.sorted("id"), revision.requirement_ids.sorted("id"), strict=False)
            )
            phrases = zip(service.phrase_ids.sorted("id"), revision.phrase_ids.sorted("id"), strict=False)
            for phrase, copied in phrases:
                if phrase.requirement_id in papers:
                    copied.requirement_id = papers[phrase.requirement_id]
        return copies
