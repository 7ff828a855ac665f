from odoo import api, fields, models
from odoo.fields import Command

from ..clock.service_periods import SEMESTERS
from ..documents.application_document import OFFICIAL_LANG
from .grades import GRADE_WORDS
from .survey_marks import ELEMENT_NAMES, PROFILE_NAMES

#: How many of the lowest elements are to be improved.
LOWEST = 3
#: Languages in which the page tells the profile.
_LANGUAGES = ("id_ID", "en_US")


class SatisfactionPublication(models.Model):
    """The index as it was published (*publikasi IKM*): a sheet and a page, with the figures of that day."""

    _name = "ptsp.satisfaction.publication"
    _description = "Published Satisfaction Index"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "semester desc, service_id, id desc"

    service_id = fields.Many2one("ptsp.service", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    semester = fields.Char(required=True, readonly=True)
    published_at = fields.Datetime("Published", required=True, readonly=True)
    published_by_id = fields.Many2one("res.users", "Published by", required=True, readonly=True, ondelete="restrict")
    weight = fields.Selection(
        selection=lambda self: self.env["ptsp.service"]._fields["satisfaction_weight"]._description_selection(self.env),
        required=True,
        readonly=True,
    )
    index = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    grade = fields.Char(required=True, readonly=True)
    respondents = fields.Integer(readonly=True)
    population = fields.Integer("Handed Over", readonly=True)
    answered = fields.Integer(readonly=True)
    on_paper = fields.Integer("Answered on Paper", readonly=True)
    sample = fields.Integer("Sample Asked for", readonly=True, aggregator=None)
    response_rate = fields.Float("Answered (%)", readonly=True, digits=(16, 1), aggregator=None)
    element_ids = fields.One2many("ptsp.satisfaction.published.element", "publication_id", "Elements", readonly=True)
    profile = fields.Json(readonly=True, help="Of the respondents, as it stood in the figures on that day.")
    improvement_ids = fields.One2many("ptsp.improvement", "publication_id", "Improvements", readonly=True)

    _service_index = models.Index("(service_id, semester, id)")

    @api.depends("service_id", "semester")
    def _compute_display_name(self):
        for publication in self:
            publication.display_name = f"IKM {publication.service_id.code} {publication.semester}"

    @api.model
    def _publish(self, figure):
        """Keep the figures of a service and semester as they are now.

        :param figure: a ``ptsp.figure.satisfaction``
        :return: the publication, as the user sees it
        """
        elements = figure._of_same("ptsp.figure.element")
        names = ("semester", "weight", "index", "grade", "respondents", "population", "answered", "on_paper", "sample")
        publication = self._as_procedure().create(
            {
                **{name: figure[name] for name in (*names, "response_rate")},
                "service_id": figure.service_id.id,
                "company_id": figure.company_id.id,
                "published_at": fields.Datetime.now(),
                "published_by_id": self.env.uid,
                "profile": self._profile_of(figure),
                "element_ids": [
                    Command.create({name: element[name] for name in ("element", "mean", "index", "grade")})
                    for element in elements
                ],
            }
        )
        return publication.with_env(self.env)

    @api.model
    def _profile_of(self, figure):
        """Return the profile of the respondents in the languages of the page, JSON-serialisable."""
        rows_sudo = figure._of_same("ptsp.figure.profile").sudo()
        return [
            {
                "key": key,
                "rows": [
                    {
                        "count": row.count or None,
                        **{lang: row.with_context(lang=lang).answer_id.value or "" for lang in _LANGUAGES},
                    }
                    for row in rows_sudo.filtered(lambda row, key=key: row.profile == key)
                ],
            }
            for key, _name in PROFILE_NAMES
        ]

    def _lowest(self):
        """Return the elements that are to be improved first, the lowest before the others."""
        return self.element_ids.sorted(lambda each: (each.mean, each.element))[:LOWEST]

    def action_plan_improvements(self):
        """Enter an improvement for each of the lowest elements that has none, and open them.

        :return: the action
        :raises AccessError: the user is no manager of the agency
        """
        self.ensure_one()
        self.check_access("read")
        self.env["ptsp.agency.settings"]._check_manages(self.company_id)
        planned = self.improvement_ids.mapped("element")
        self.env["ptsp.improvement"].create(
            [
                {"publication_id": self.id, "element": each.element}
                for each in self._lowest()
                if each.element not in planned
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.improvement_action")
        return {**action, "domain": [("publication_id", "=", self.id)], "context": {}}

    def action_open_page(self):
        """Open the public page.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": self._page_path(), "target": "new"}

    # Sheet and page

    def _page_path(self):
        """Return the path of the public page of the service."""
        return f"/ptsp/ikm/{self.service_id.code}"

    def _page_url(self):
        """Return the address of the public page of the service."""
        return f"{self.get_base_url()}{self._page_path()}"

    def _page_qr(self):
        """Return the address of the page as a picture."""
        return self.env["ptsp.application"]._official_qr(self._page_url())

    @api.model
    def _latest(self, code):
        """Return the latest publication of a service, as superuser: what was published is everybody's.

        :param str code: of the service, at the agency under whose address the page stands
        """
        company_sudo = self.env.company.sudo()
        # The database takes no NUL.
        if not company_sudo.ptsp_uses_satisfaction or "\0" in code:
            return self.sudo().browse()
        return self.sudo().search(
            [("service_id.code", "=", code), ("company_id", "=", company_sudo.id)],
            order="semester desc, id desc",
            limit=1,
        )

    def _period(self):
        """Return the first and the last month of the semester, with the year, in the language of the context."""
        year, half = self.semester.split("-")
        months = {
            "I": (self.env._("January"), self.env._("June")),
            "II": (self.env._("July"), self.env._("December")),
        }
        first, last = months[half if half in SEMESTERS else "I"]
        return f"{first} – {last} {year}"

    def _grade_words(self):
        """Return how the grade is worded in official documents."""
        return GRADE_WORDS[self.grade]

    def _shown_profile(self, lang):
        """Return the profile in a language.

        :param str lang: of the page
        :return: list of pairs of a heading and of pairs of words and number, which is None where it is too small
        """
        headings = dict(self.env["ptsp.figure.profile"]._fields["profile"]._description_selection(self.env))
        return [
            (headings[group["key"]], [(row.get(lang) or row["en_US"], row["count"]) for row in group["rows"]])
            for group in self.profile or []
            if group["rows"]
        ]

    def _group(self):
        """Return how small a group is not counted out."""
        return self.company_id.sudo().ptsp_satisfaction_group

    def _public_facts(self, lang):
        """Return what the public page tells. As superuser.

        :param str lang: of the page
        """
        self.ensure_one()
        return {
            "agency": self.company_id.name,
            "publication": self,
            "service": self.service_id.name,
            "period": self._period(),
            "published_on": self.service_id._local_day(self.published_at),
            "elements": self.element_ids.sorted("element"),
            "lowest": self._lowest(),
            "profile": self._shown_profile(lang),
            "improvements": self.improvement_ids.filtered("name"),
            "group": self._group(),
        }

    def _period_official(self):
        """Return the months of the semester in the words of official documents."""
        year, half = self.semester.split("-")
        return f"{'Januari - Juni' if half == 'I' else 'Juli - Desember'} {year} (Semester {half})"

    def _official(self):
        """Return the record in the language of official documents."""
        return self.with_context(lang=OFFICIAL_LANG)


class PublishedElement(models.Model):
    """One element of a published index."""

    _name = "ptsp.satisfaction.published.element"
    _description = "Element of a Published Satisfaction Index"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "publication_id, element"
    _rec_name = "element"

    publication_id = fields.Many2one(
        "ptsp.satisfaction.publication", required=True, readonly=True, ondelete="restrict", index=True
    )
    company_id = fields.Many2one(related="publication_id.company_id")
    element = fields.Selection(ELEMENT_NAMES, required=True, readonly=True)
    mean = fields.Float("Mean (NRR)", readonly=True, digits=(16, 3), aggregator=None)
    index = fields.Float(readonly=True, digits=(16, 2), aggregator=None)
    grade = fields.Char(readonly=True)

    def _element_name(self):
        """Return the name of the element in the language of the context."""
        return dict(self._fields["element"]._description_selection(self.env))[self.element]
