import hashlib

from odoo import api, fields, models

from ...tools import hash_chain
from ...tools.comma import with_comma
from ..clock.service_periods import official_semester
from ..procedure.drawn_signature import SIGNATURE_LIMIT

#: What the fingerprint covers, beside the marks.
_KEPT = (
    "semester",
    "steps_signed",
    "steps_normed",
    "norm_kept",
    "corrections_caused",
    "counts_complaints",
    "complaints_about",
    "counts_satisfaction",
    "satisfaction",
    "satisfaction_text",
    "superior_remark",
    "officer_word",
    "officer_name",
    "officer_number",
    "superior_name",
    "superior_number",
)
_MARKS = ("sequence", "name", "description", "weight", "scale", "mark", "remark")
_PEOPLE = ("officer", "superior")


class EvaluationSigned(models.Model):
    """Both sign on the screen. From then on nothing in an evaluation changes, and a fingerprint says what it was."""

    _inherit = "ptsp.evaluation"

    officer_signature = fields.Binary(
        "Signature of the Officer", attachment=False, max_bytes=SIGNATURE_LIMIT, help="Drawn on the screen."
    )
    officer_signed_at = fields.Datetime("Signed by the Officer", readonly=True)
    officer_name = fields.Char(readonly=True, help="As signed.")
    officer_number = fields.Char("NIP of the Officer", readonly=True, help="As signed.")
    superior_signature = fields.Binary(
        "Signature of the Superior", attachment=False, max_bytes=SIGNATURE_LIMIT, help="Drawn on the screen."
    )
    superior_signed_at = fields.Datetime("Signed by the Superior", readonly=True)
    superior_name = fields.Char(readonly=True, help="As signed.")
    superior_number = fields.Char("NIP of the Superior", readonly=True, help="As signed.")
    sha256 = fields.Char("Fingerprint", readonly=True, help="SHA-256 of all that was signed.")
    is_sound = fields.Boolean(
        "As Signed", compute="_compute_is_sound", help="What stands here is what both have signed."
    )

    @api.depends("sha256")
    def _compute_is_sound(self):
        for evaluation in self:
            evaluation.is_sound = not evaluation.sha256 or evaluation.sha256 == evaluation.sudo()._digest()

    def _note_signatures(self):
        """Note who has signed when, in procedure mode; what both have signed is closed."""
        now = fields.Datetime.now()
        for evaluation in self:
            values = {}
            for who in _PEOPLE:
                drawn, person = bool(evaluation[f"{who}_signature"]), evaluation[f"{who}_id"]
                if drawn != bool(evaluation[f"{who}_signed_at"]):
                    values |= {
                        f"{who}_signed_at": now if drawn else False,
                        f"{who}_name": person.name if drawn else False,
                        f"{who}_number": person.ptsp_employee_number if drawn else False,
                    }
            evaluation.write(values)
            if all(evaluation[f"{who}_signed_at"] for who in _PEOPLE):
                evaluation.state = "signed"
                evaluation.sha256 = evaluation._digest()
        self._renew_to_dos()

    def _digest(self):
        """Return the SHA-256 of all that both have signed."""
        self.ensure_one()
        evaluation = self.with_context(bin_size=False)
        content = {
            **{name: evaluation[name] or "" for name in _KEPT},
            "officer": evaluation.officer_id.id,
            "superior": evaluation.superior_id.id,
            "opened_on": fields.Date.to_string(evaluation.opened_on),
            "marks": [[line[name] or "" for name in _MARKS] for line in evaluation.line_ids.sorted("id")],
            "signatures": [
                [
                    fields.Datetime.to_string(evaluation[f"{who}_signed_at"]),
                    hashlib.sha256(evaluation[f"{who}_signature"] or b"").hexdigest(),
                ]
                for who in _PEOPLE
            ],
        }
        return hashlib.sha256(hash_chain.canonical(content).encode()).hexdigest()

    # As it stands on paper

    def _official_day(self, moment):
        """Write the agency's date of a moment, such as ``23 November 2026``, or nothing.

        :param datetime moment: naive UTC
        """
        papers = self.env["ptsp.application"]
        return papers._official_text(self.company_id._ptsp_local_day(moment)) if moment else ""

    def _official_semester(self):
        """Write the semester, such as ``Semester I Tahun 2026``."""
        return official_semester(self.semester)

    def _official_figures(self):
        """Return the figures as pairs of a label and what stands beside it."""
        kept = f"{with_comma(self.norm_kept, 1)} persen dari {self.steps_normed} langkah yang memiliki waktu baku"
        return [
            ("Langkah yang ditandatangani", str(self.steps_signed)),
            ("Waktu baku dipenuhi", kept if self.steps_normed else "tidak ada langkah dengan waktu baku"),
            ("Pengembalian berkas", str(self.corrections_caused)),
            ("Pengaduan tentang pelaksana", str(self.complaints_about) if self.counts_complaints else "tidak dihitung"),
            (
                "Kepuasan masyarakat (IKM)",
                f"{with_comma(self.satisfaction, 2)} ({self.satisfaction_text})"
                if self.counts_satisfaction
                else "belum ada nilai",
            ),
        ]
