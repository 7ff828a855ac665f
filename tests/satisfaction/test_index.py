"""The index, to the last digit: the SQL and an independent computation in fractions say the same."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from ...models.satisfaction.grades import grade_of, sample_of
from ..common import OVERSIGHT_ROLES, groups_of
from .common_satisfaction import SatisfactionCase

#: From the table of Krejcie and Morgan (1970), as it is printed.
KREJCIE_MORGAN = {
    10: 10, 15: 14, 20: 19, 25: 24, 50: 44, 75: 63, 100: 80, 150: 108, 200: 132, 250: 152, 300: 169, 400: 196,
    500: 217, 1000: 278, 2000: 322, 5000: 357, 10000: 370, 75000: 382,
}  # fmt: skip
#: The grades of the regulation, as they are printed: first and last index.
GRADES = {"A": ("88.31", "100.00"), "B": ("76.61", "88.30"), "C": ("65.00", "76.60"), "D": ("25.00", "64.99")}


def rounded(fraction, digits):
    """Round a fraction as on paper, a half up."""
    scaled = fraction * 10**digits
    whole = scaled.numerator * 2 // scaled.denominator
    whole = (whole + 1) // 2
    return Decimal(whole).scaleb(-digits)


def spread(count, points):
    """Return so many answers that have so many points together.

    :param int count: of answers
    :param int points: from nine to thirty-six times as many
    """
    least, more = divmod(points, 9 * count)
    digits = [str(least + (place < more)) for place in range(9 * count)]
    return ["".join(digits[number::count]) for number in range(count)]


def expected(answers, weight):
    """Return index and grade of answers.

    :param list answers: texts of nine digits
    :param Fraction weight: of an element
    """
    means = [Fraction(sum(int(answer[place]) for answer in answers), len(answers)) for place in range(9)]
    index = rounded(sum(mean * weight for mean in means) * 25, 2)
    grade = next((key for key, (low, _high) in GRADES.items() if index >= Decimal(low)), "D")
    return index, grade, [rounded(mean, 3) for mean in means]


@tagged("post_install", "-at_install")
class TestIndex(SatisfactionCase):
    """Means of nine elements, weighted, times 25, rounded, then graded."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.names = ["index", "grade", "respondents", "population"]

    def numbers(self, semester="2026-I"):
        """Return index and grade as the database says them, and the means of the elements."""
        self.env.flush_all()
        Figure, Element = self.env["ptsp.figure.satisfaction"], self.env["ptsp.figure.element"]
        where = " WHERE service_id = %s AND semester = %s"
        of = [self.service.id, semester]
        # As texts, for Odoo's cursor makes floats of numbers.
        self.env.cr.execute(f"SELECT index::text, grade FROM ({self.sql(Figure)}) figure{where}", of)
        [(index, grade)] = self.env.cr.fetchall()
        self.env.cr.execute(f"SELECT mean::text FROM ({self.sql(Element)}) figure{where} ORDER BY element", of)
        return Decimal(index), grade, [Decimal(row[0]) for row in self.env.cr.fetchall()]

    def sql(self, model):
        query = model._table_query
        return self.env.cr.mogrify(query.code, query.params).decode().replace("%", "%%")

    def replace(self, answers):
        """Let these be the only answers."""
        self.env.cr.execute("DELETE FROM survey_user_input WHERE ptsp_service_id = %s", [self.service.id])
        self.env.invalidate_all()
        self.enter(*answers)

    @given(
        answers=st.lists(st.text("1234", min_size=9, max_size=9), min_size=3, max_size=12),
        printed=st.booleans(),
    )
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    def test_any_answers(self, answers, printed):
        """Whatever was answered, index, grade and means are those of a computation in fractions."""
        self.service.satisfaction_weight = "printed" if printed else "ninth"
        self.replace(answers)
        weight = Fraction(11, 100) if printed else Fraction(1, 9)
        self.assertEqual(self.numbers(), expected(answers, weight))

    def test_printed_weight(self):
        """The same answers give 91.48 by ninths and 90.56 by the printed 0.11; the sheet names which."""
        # 955 points of 29 answers.
        answers = spread(29, 955)
        self.replace(answers)
        self.assertEqual(self.numbers()[0], Decimal("91.48"))
        self.service.satisfaction_weight = "printed"
        self.assertEqual(self.numbers()[0], Decimal("90.56"))
        self.assertEqual(self.figure("2026-I").weight, "printed")

    def test_half_goes_up(self):
        """An index that ends in a half is rounded up, before it is graded."""
        for count, points, half in ((40, 1017, "70.63"), (8, 207, "71.88"), (24, 621, "71.88")):
            answers = spread(count, points)
            self.assertEqual(Fraction(25 * points, 9 * count) * 1000 % 10, 5)
            self.replace(answers)
            self.assertEqual(self.numbers()[0], Decimal(half))
            self.assertEqual(self.numbers(), expected(answers, Fraction(1, 9)))

    def test_grades(self):
        """Grades begin and end where the regulation says, by the rounded index."""
        for grade, (low, high) in GRADES.items():
            self.assertEqual([grade_of(low), grade_of(high), grade_of(float(low))], [grade] * 3)
        self.assertEqual(grade_of("24.75"), "D")
        for low in ("88.31", "76.61", "65.00"):
            self.assertNotEqual(grade_of(low), grade_of(Decimal(low) - Decimal("0.01")))

    def test_best_and_worst(self):
        """All fours are 100.00, or 99.00 by the printed weight; all ones 25.00 and 24.75."""
        for points, by_ninths, printed in (("4", "100.00", "99.00"), ("1", "25.00", "24.75")):
            self.replace([points * 9] * 3)
            self.service.satisfaction_weight = "ninth"
            self.assertEqual(self.numbers()[0], Decimal(by_ninths))
            self.service.satisfaction_weight = "printed"
            self.assertEqual(self.numbers()[0], Decimal(printed))

    def test_krejcie_morgan(self):
        """The sample is the one of the printed table, in Python and in SQL."""
        for population, sample in KREJCIE_MORGAN.items():
            self.assertEqual(sample_of(population), sample, population)
        self.env.cr.execute(
            "SELECT n, ROUND(0.96025 * n / (0.0025 * (n - 1) + 0.96025)) FROM generate_series(1, 20000) AS n"
        )
        wrong = [(n, sample) for n, sample in self.env.cr.fetchall() if sample != sample_of(n)]
        self.assertFalse(wrong[:3])
        self.assertEqual(sample_of(0), 0)

    def test_population(self):
        """Who could answer, who has answered and how, by the semester of the hand-over."""
        with freeze_time("2026-02-02 02:00:00"):
            applications = self.handed_over(8)
            for application, channel in zip(
                applications, ("link", "link", "qr", "tablet", "paper", "paper"), strict=False
            ):
                application._take_answer(channel, self.chosen("333333333"))
        figure = self.figure("2026-I")
        self.assertEqual(
            (figure.population, figure.answered, figure.on_paper, figure.sample, figure.respondents), (8, 6, 2, 8, 3)
        )
        self.assertEqual((figure.response_rate, figure.index, figure.grade), (75.0, 75.0, "C"))
        self.count_all()
        self.assertEqual(self.figure("2026-I").respondents, 6)

    def test_small_group(self):
        """Of fewer answers than a group nothing is shown, not even one element."""
        self.replace(["444444444"] * 2)
        figure = self.figure("2026-I")
        self.assertFalse(figure.grade or figure.index)
        self.assertFalse(figure._of_same("ptsp.figure.element"))
        self.replace(["444444444"] * 3)
        self.assertEqual(self.figure("2026-I").grade, "A")

    def test_second_agency(self):
        """Heads and managers of another agency see nothing of it."""
        self.replace(["444444444"] * 3)
        company = self.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        for role in (*OVERSIGHT_ROLES, "agency_head"):
            user = new_test_user(
                self.env,
                f"test_f_{role}",
                groups_of(role),
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for model in ("satisfaction", "element", "profile", "suggestion"):
                found = self.env[f"ptsp.figure.{model}"].with_user(user).search([])
                self.assertFalse(found.filtered(lambda each: each.company_id != company), model)

    def test_own_questionnaire(self):
        """A questionnaire that asks fewer than nine elements has means, and no index."""
        self.enter("444444444", "444444444", "444444444", semester="2025-I")
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM survey_user_input_line WHERE ptsp_service_id = %s AND ptsp_element = 'u9'", [self.service.id]
        )
        figure = self.figure("2025-I")
        self.assertFalse(figure.grade)
        self.assertEqual(len(figure._of_same("ptsp.figure.element")), 8)

    def test_groups_of_figures(self):
        """The share of several rows is taken of their answers, and what has no sum has none."""
        self.replace(["444444444"] * 3)
        rows = (
            self.env["ptsp.figure.satisfaction"]
            .with_user(self.users["auditor"])
            .formatted_read_group([], ["semester"], ["respondents:sum", "response_rate:avg"])
        )
        self.assertIn(3, [row["respondents:sum"] for row in rows if row["semester"] == "2026-I"])
        self.assertEqual(Decimal("0.125").quantize(Decimal("0.01"), ROUND_HALF_UP), rounded(Fraction(1, 8), 2))

    def test_semester_report(self):
        """The semester report has the index, its elements, and the weight by name."""
        self.service.satisfaction_weight = "printed"
        self.replace(["443333333"] * 3)
        period = (
            self.env["ptsp.semester.report"]
            .with_user(self.users["agency_head"])
            .create({"service_id": self.service.id, "year": 2026, "half": "I"})
        )
        Report = self.env["report.ptsp_exhibition.report_semester"].with_user(self.users["agency_head"])
        [table] = [each for each in Report._tables(period) if each.key == "satisfaction"]
        index = expected(["443333333"] * 3, Fraction(11, 100))
        self.assertEqual(table.rows[0][1:5], ("IKM (bobot 0,11)", None, float(index[0]), index[1]))
        self.assertEqual(len(table.rows), 10)
        self.assertEqual(Report._official_cell("index", 1234.5), "1.234,50")
        self.company.ptsp_uses_satisfaction = False
        [table] = [each for each in Report._tables(period) if each.key == "satisfaction"]
        self.assertFalse(table.rows)
