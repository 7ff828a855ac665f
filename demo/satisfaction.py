"""Answers of the demo to the questionnaire: those who have their letter were asked, and most have answered."""

from datetime import timedelta

from odoo import api, fields, models

#: How each has answered: by which way, points of the nine elements, numbers of the answers about oneself, words.
ANSWERS = (
    ("link", "443434443", "1344", ""),
    ("link", "433443434", "2255", "Mohon ditambah kursi di ruang tunggu."),
    ("qr", "334434344", "1434", ""),
    ("tablet", "444444444", "2354", "Pelayanan cepat, terima kasih."),
    ("paper", "342433433", "1251", ""),
    ("link", "333434443", "2354", "Jam pelayanan hari Jumat sebaiknya diperpanjang."),
    ("tablet", "443443443", "1555", ""),
)
IMPROVEMENT = "Membuka loket pengambilan kedua pada jam sibuk, pukul 09.00 sampai 11.00 WITA."


class PtspDemoSatisfaction(models.AbstractModel):
    """Lets applicants of the demo answer, and the manager publish the index."""

    _inherit = "ptsp.demo"

    @api.model
    def _load_satisfaction(self):
        """Answer the questionnaire for those whose letter was handed over, unless that has been done."""
        publications = self.env["ptsp.satisfaction.publication"]
        service = self.env.ref("ptsp_exhibition.service_par_05")
        if publications.search_count([], limit=1):
            return
        # There are few letters in the demo.
        service.company_id.ptsp_satisfaction_group = 3
        applications = self.env["ptsp.application"].search(
            [("service_id", "=", service.id), ("handed_over_at", "!=", False)], order="handed_over_at desc"
        )
        by_semester = applications.grouped(lambda each: service._satisfaction_semester(each.handed_over_at))
        semester, of_semester = max(by_semester.items(), key=lambda pair: len(pair[1]))
        desk = self.env.ref("ptsp_exhibition.user_pickup")
        for application, (channel, *answer) in zip(of_semester, ANSWERS, strict=False):
            application._as_procedure().write(
                {
                    "satisfaction_channel": channel,
                    "satisfaction_entered_by_id": desk.id if channel == "paper" else False,
                }
            )
            self.env["ptsp.satisfaction.ballot"]._cast(service, semester, self._chosen(service, *answer))
        self.env["ptsp.satisfaction.ballot"].search([("service_id", "=", service.id)])._count()
        manager = self.env(user=self.env.ref("ptsp_exhibition.user_manager"))
        figure = manager["ptsp.figure.satisfaction"].search(
            [("service_id", "=", service.id), ("semester", "=", semester), ("grade", "!=", False)]
        )
        if not figure:
            return
        publication = manager["ptsp.satisfaction.publication"].browse(figure.action_publish()["res_id"])
        publication.action_plan_improvements()
        publication.improvement_ids[:1].write(
            {
                "name": IMPROVEMENT,
                "owner_id": self.env.ref("ptsp_exhibition.user_section_head").id,
                "due_on": fields.Date.today() + timedelta(days=60),
            }
        )

    @api.model
    def _chosen(self, service, points, profile, words):
        """Return what somebody has answered, as ``ptsp.satisfaction.ballot`` keeps it."""
        questions = service.questionnaire_id.question_ids
        chosen = {}
        for marked, numbers in (("ptsp_element", points), ("ptsp_profile", profile)):
            for question, number in zip(questions.filtered(marked), numbers, strict=True):
                chosen[question.id] = question.suggested_answer_ids[int(number) - 1].id
        text_question = questions.filtered(lambda each: each.question_type == "text_box")[:1]
        return {**chosen, **({text_question.id: words} if words else {})}
