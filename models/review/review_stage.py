from odoo import api, fields, models

STAGES = [
    ("to_dispatch", "To Dispatch"),
    ("with_opd", "With the OPD"),
    ("visit_planned", "Visit Planned"),
    ("issued", "Issued"),
    ("withdrawn", "Withdrawn"),
]


class ReviewStage(models.Model):
    """Where an opinion stands for those who follow it: on its way, with its OPD, before a visit, given or withdrawn."""

    _inherit = "ptsp.technical.review"

    dispatched_at = fields.Datetime(
        "With the OPD Since",
        readonly=True,
        copy=False,
        procedure=True,
        help="When the delivery to the OPD was confirmed (step 9).",
    )
    stage = fields.Selection(
        STAGES,
        compute="_compute_stage",
        store=True,
        index=True,
        readonly=True,
        copy=False,
        procedure=True,
        help="Where the opinion stands: to be dispatched, with the OPD, before a visit on site, issued or withdrawn.",
    )

    @api.depends("state", "dispatched_at")
    def _compute_stage(self):
        for review in self:
            review.stage = review._stage_now()

    def _stage_now(self):
        """Return where the opinion stands, as a key of ``STAGES``.

        A room that knows more extends it, and names in ``_compute_stage`` on what else it depends.
        """
        self.ensure_one()
        if self.state == "issued":
            return "issued"
        if self.state == "cancelled":
            return "withdrawn"
        return "with_opd" if self.state == "sent" and self.dispatched_at else "to_dispatch"

    def _days_to_respond(self):
        """Return how many working days the OPD has for this opinion, counted from its receipt of the file."""
        self.ensure_one()
        return self.agency_id.response_days

    def _days_begin_at(self):
        """Return since when the days of the OPD count, naive UTC: receipt of the file, or its opinion's way back."""
        self.ensure_one()
        return max(filter(None, (self.received_at, self.returned_at)), default=None)

    def _ask_for(self, kind, agency):
        """Fill in what an OPD is asked about, and which one, on a form or before it is sent.

        :param str kind: what the OPD is asked about
        :param agency: the ``ptsp.agency``; the one that is chosen already where there is none
        """
        for review in self:
            review.kind = kind
            review.agency_id = agency or review.agency_id
