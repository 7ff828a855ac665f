from datetime import date

from babel.numbers import format_decimal

from odoo import api, fields, models

from ...tools.day_in_words import day_in_words, locale_of
from ..documents.application_document import OFFICIAL_LANG


class ApplicationSubject(models.Model):
    """What an application is about, told the same way whatever the service: a subject, and facts with labels.

    Lists, e-mails, the portal, the public page and the documents read nothing else. A room that knows more of some
    services than their details, adds to ``_facts_under`` and ``_subject``.
    """

    _inherit = "ptsp.application"

    about = fields.Selection(related="service_id.about", store=True, procedure=True)
    subject = fields.Char(
        compute="_compute_subject",
        store=True,
        index="trigram",
        procedure=True,
        help="What the application is about, in a few words of the applicant.",
    )

    @api.depends("service_id.about", "service_id.name")
    def _compute_subject(self):
        for application in self:
            # Stored once for all readers, so in the language of the documents.
            application.subject = application._officially()._subject()

    def _officially(self):
        """Return the same records in the language of the documents, unless an agency has deactivated it."""
        known = self.env["res.lang"]._get_data(code=OFFICIAL_LANG)
        return self.with_context(lang=OFFICIAL_LANG if known else None)

    @api.depends("name", "subject")
    @api.depends_context("ptsp_show_subject")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        if self.env.context.get("ptsp_show_subject"):
            # In a calendar a number says nothing.
            for application in self.filtered("subject"):
                application.display_name = application.subject
        return result

    @api.model
    def _lang_of_changes(self):
        return self._officially().env.context.get("lang")

    @api.model
    def _told_text(self, value):
        return self._fact_text(value) if isinstance(value, date) else super()._told_text(value)

    def _subject(self):
        """Return what the application is about, in a few words: what the applicant calls it, else the service."""
        self.ensure_one()
        return self._declared_subject() or self.service_id.name or ""

    def _declared_subject(self):
        """Return what the applicant calls that for which the application asks; empty where nothing is declared."""
        self.ensure_one()
        return next((fact.value for fact in self._facts(brief=True)), "")

    def _facts(self, public=False, brief=False):
        """Return what the applicant declares, in the language of the context, in the order of the application form.

        :param bool public: only what anybody may know who has the letter
        :param bool brief: only that by which people know the application, as it stands at the head of internal forms
        :return: list of ``Fact``; what is not filled in has an empty value
        """
        self.ensure_one()
        return self._facts_under(self.service_id, public=public, brief=brief)

    def _facts_under(self, service, public=False, brief=False):
        """Return the facts that a service asks for: those of this application or, of no application, empty ones.

        :param service: the ``ptsp.service``
        :param bool public: see :meth:`_facts`
        :param bool brief: see :meth:`_facts`
        :return: list of ``Fact``
        """
        return []

    @api.model
    def _fact_text(self, value):
        """Write a value in the language of the context: dates in long form, numbers with their separators.

        :param value: a date, a number, a text or nothing
        :return: str
        """
        if isinstance(value, date):
            return day_in_words(value, self.env.lang)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return format_decimal(value, locale=locale_of(self.env.lang))
        return value or ""

    def _ends_on(self):
        """Return the last day of what the application asks for; nothing where that is not known."""
        self.ensure_one()
        return

    def _invited_party(self):
        """Return the name of whoever is called to a meeting about the application."""
        self.ensure_one()
        return self._applicant().name

    def _city_of_applicant(self):
        """Return the city to which the letter goes; empty where it is not known."""
        self.ensure_one()
        return self._applicant().city

    def _missing_details(self):
        """Return the labels of what the service asks for and nobody has filled in (step 3)."""
        self.ensure_one()
        return []

    def _is_blank(self, name):
        """Tell whether nobody has filled in a field: spaces are no answer."""
        value = self[name]
        return not (value.strip() if isinstance(value, str) else value)
