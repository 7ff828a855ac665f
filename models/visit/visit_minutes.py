import hashlib

from odoo import fields, models


class VisitMinutes(models.Model):
    """The minutes of a visit (*Berita Acara*): closed once, hashed, and never changed afterwards."""

    _inherit = "ptsp.survey.visit"

    minutes_number = fields.Char(
        "Number of the Minutes", copy=False, max_chars=100, help="As the OPD numbers its minutes, if it does."
    )
    minutes_file_id = fields.Many2one(
        "ir.attachment",
        "Minutes as PDF",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    minutes_file_sha256 = fields.Char("Fingerprint of the PDF", readonly=True, copy=False, procedure=True)

    def action_close_minutes(self):
        """Close the minutes of visits: from then on nothing in them changes (step 10).

        :return: True
        :raises UserError: a visit was not held, its minutes lack something, or the user does not keep them
        """
        self._close_minutes()
        return True

    def _why_not_closed(self):
        self.ensure_one()
        if self.state != "held":
            return self.env._("Enter first that the visit on site was held.")
        if not self.person_ids.filtered("present"):
            return self.env._("Enter under People who was there, then close the minutes.")
        if not (self.conclusion or self.observations or "").strip() and not any(self.finding_ids.mapped("result")):
            return self.env._("Write what was found on site, then close the minutes.")
        return None

    def _minutes_content(self):
        return super()._minutes_content() | {
            "review": self.review_id.id,
            "agency": self.agency_id.id,
            "kind": self.review_id.kind,
            "number": self.minutes_number or "",
            "people": [person._as_kept() for person in self.person_ids.sorted()],
            "findings": [finding._as_kept() for finding in self.finding_ids.sorted()],
            "photos": [one._as_kept() for one in self.photo_ids.sorted()],
            "observations": self.observations or "",
            "conclusion": self.conclusion or "",
        }

    def _keep_minutes(self):
        # The opinion goes on with what was found; the PDF is set once and for all.
        self.ensure_one()
        self._hand_on_findings()
        self.env.flush_all()
        content, _kind = self.env["ir.actions.report"]._ptsp_render_pdf(
            "ptsp_exhibition.report_survey_visit_minutes", self.ids
        )
        name = f"Berita Acara {(self.minutes_number or self.application_id.name).replace('/', '-')}.pdf"
        self.minutes_file_id = self.env["ir.attachment"].create(
            {"name": name, "raw": content, "res_model": self._name, "res_id": self.id}
        )
        self.minutes_file_sha256 = hashlib.sha256(content).hexdigest()

    def _minutes_as_closed(self):
        file_sudo = self.sudo().minutes_file_id
        pdf = file_sudo._ptsp_fingerprint() if file_sudo else ""
        return super()._minutes_as_closed() | {"pdf": pdf}
