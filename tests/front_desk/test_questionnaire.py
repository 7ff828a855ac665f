"""The questionnaire after the hand-over asks in the language of who answers."""

from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestQuestionnaire(PtspCase):
    """Nine elements of the public satisfaction index, each in both languages."""

    def test_both_languages(self):
        """Every question and every answer has its English and its Indonesian, and no language is left out."""
        self.env["res.lang"]._activate_lang("en_US")
        survey = self.env.ref("ptsp_exhibition.survey_satisfaction")
        self.assertLessEqual({"en_US", "id_ID"}, set(survey._get_supported_lang_codes()))
        records = [(survey, "title")]
        records += [(question, "title") for question in survey.question_ids]
        records += [(answer, "value") for answer in survey.question_ids.suggested_answer_ids]
        self.assertEqual(len(records), 1 + 14 + 36 + 19)
        for record, name in records:
            with self.subTest(record[name]):
                self.assertNotEqual(record[name], record.with_context(lang="id_ID")[name])
