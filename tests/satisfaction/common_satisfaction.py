"""Letters that were handed over, and people who tell how they were served."""

from ..common import PtspCase

#: Points of the nine elements, as somebody answers who is content but for the time.
CONTENT = "344434443"


class SatisfactionCase(PtspCase):
    """The smallest group is three, so that few answers count."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")
        cls.company = cls.service.company_id
        cls.company.write({"ptsp_satisfaction_group": 3, "ptsp_uses_satisfaction": True})
        cls.survey = cls.service.questionnaire_id
        cls.questions = cls.survey.question_ids.filtered("ptsp_element").sorted("ptsp_element")
        cls.profile = cls.survey.question_ids.filtered("ptsp_profile")
        cls.words = cls.survey.question_ids.filtered(lambda each: each.question_type == "text_box")
        # What the demo data may have brought counts elsewhere.
        cls.service = cls.service.copy({"code": "IKM", "in_force_from": "2020-01-01"})
        cls.service.name = "Layanan IKM"
        cls.service.satisfaction_weight = "ninth"

    @classmethod
    def application_vals(cls, **values):
        return super().application_vals(service_id=cls.service.id, **values)

    @classmethod
    def handed_over(cls, count=1, **values):
        """Return applications whose letters were handed over a moment ago."""
        return cls.bring_to(cls.file(count, **values), "done").sudo()

    @classmethod
    def chosen(cls, points=CONTENT, profile="", words=""):
        """Return what somebody has answered.

        :param str points: of the nine elements
        :param str profile: numbers of the answers about oneself, from above; 0 for none
        :param str words: the suggestion
        :return: dict from ids of questions to ids of answers and texts
        """
        chosen = {
            question.id: question.suggested_answer_ids[int(point) - 1].id
            for question, point in zip(cls.questions, points, strict=True)
        }
        for question, number in zip(cls.profile, profile, strict=False):
            if number != "0":
                chosen[question.id] = question.suggested_answer_ids[int(number) - 1].id
        return {**chosen, **({cls.words.id: words} if words else {})}

    def count_all(self):
        """Let all answers in the box count, as at the end of a semester."""
        Ballot = self.env["ptsp.satisfaction.ballot"].sudo()
        for ballots in (
            Ballot.search([]).grouped(lambda each: (each.service_id, each.survey_id, each.semester)).values()
        ):
            ballots._count()
        self.env.invalidate_all()

    def answer_all(self, applications, *points):
        """Let applicants answer, in turn with these points, and let all of it count."""
        for number, application in enumerate(applications):
            self.assertTrue(application._take_answer("link", self.chosen(points[number % len(points)])))
        self.count_all()

    @classmethod
    def enter(cls, *points, semester="2026-I", service=None):
        """Enter answers of a semester, beside the box: for figures that need no application."""
        service = service or cls.service
        cls.env["survey.user_input"].sudo()._ptsp_enter(
            service,
            semester,
            cls.survey,
            [{str(key): value for key, value in cls.chosen(each).items()} for each in points],
        )

    def figure(self, semester=None, role="manager", service=None):
        """Return the row of the index, as somebody reads it."""
        self.env.flush_all()
        self.env.invalidate_all()
        Figure = self.env["ptsp.figure.satisfaction"].with_user(self.users[role])
        domain = [("service_id", "=", (service or self.service).id)]
        return Figure.search([*domain, ("semester", "=", semester)] if semester else domain)
