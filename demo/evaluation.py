"""Evaluations of the demo: one that both have signed, one that its officer reads, and a self-assessment in work."""

import base64

from odoo import api, models

from . import papers

#: Who is evaluated by whom, marks of the criteria in their order, words of both.
SIGNED = (
    "processing",
    "section_head",
    (88, 85, 90, 84, 88, 90, 80, 86),
    "Konsep surat rapi dan tepat waktu. Perlu lebih cepat menindaklanjuti pertimbangan teknis OPD.",
    "Terima kasih. Saya akan menghubungi OPD pada hari kedua setelah berkas dikirim.",
)
MARKED = ("customer_service", "section_head", (80, 92, 85, 82, 90, 88, 78, 85), "Ramah kepada pemohon.", "")
#: Score of the aspects of the ministry, in their order, and what is noted.
SCORES = (
    (4.5, "Standar dan maklumat pelayanan ditinjau setiap tahun."),
    (3.8, "Dua petugas belum mengikuti pelatihan pelayanan prima."),
    (3.5, "Kursi roda dan jalur landai tersedia; ruang laktasi belum ada."),
    (4.2, "Permohonan dan pemantauan status dapat dilakukan secara daring."),
    (4.0, "Pengaduan dijawab dan angkanya dipublikasikan."),
    (3.0, "Inovasi antrean daring baru berjalan satu semester."),
)


class PtspDemoEvaluation(models.AbstractModel):
    """Lets superiors evaluate officers of the demo, and the manager assess the service."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_evaluations(self):
        """Evaluate the semester in which most was done, unless that has been done."""
        service = self.env.ref("ptsp_exhibition.service_par_05")
        company = service.company_id
        if self.env["ptsp.evaluation"].search_count([], limit=1):
            return
        semesters = self.env["ptsp.figure.step"]._read_group(
            [("company_id", "=", company.id)], ["semester"], ["line_count:sum"]
        )
        if not semesters:
            return
        semester = max(semesters, key=lambda row: row[1])[0]
        opened = self.env["ptsp.evaluation"]._open_semester(company, semester)
        for number, (officer, superior, marks, remark, word) in enumerate((SIGNED, MARKED)):
            officer = self.env.ref(f"ptsp_exhibition.user_{officer}")
            evaluation = opened.filtered(lambda one, user=officer: one.officer_id == user)
            by_superior = evaluation.with_user(self.env.ref(f"ptsp_exhibition.user_{superior}"))
            for line, mark in zip(by_superior.line_ids, marks, strict=True):
                line.mark = mark
            by_superior.superior_remark = remark
            by_superior.action_hand_over()
            if word:
                by_officer = evaluation.with_user(officer)
                by_officer.officer_word = word
                by_officer.action_give_word()
                by_officer.officer_signature = base64.b64encode(papers.signature(number))
                by_superior.superior_signature = base64.b64encode(papers.signature(number + 1))
        manager = self.env(user=self.env.ref("ptsp_exhibition.user_manager"))
        assessment = manager["ptsp.self.assessment"].create({"service_id": service.id, "year": service._today().year})
        for line, (score, remark) in zip(assessment.line_ids, SCORES, strict=True):
            line.write({"score": score, "remark": remark})
