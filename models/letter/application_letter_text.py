import re

from lxml import html
from markupsafe import Markup, escape

from odoo import api, models
from odoo.tools import is_html_empty
from odoo.tools.mail import html_to_inner_content

#: A placeholder alone in its paragraph may stand for several paragraphs; any other for a few words.
_PLACEHOLDER = re.compile(r"<p[^>]*>\s*\[\[\s*(?P<block>\w+)\s*\]\]\s*</p>|\[\[\s*(?P<word>\w+)\s*\]\]")
#: Whatever stands between double brackets in a finished letter was forgotten, also what no value could fill in.
_LEFT_OPEN = re.compile(r"\[\[\s*(.*?)\s*\]\]")


class ApplicationLetterText(models.Model):
    """The text of the letter: filled in from the service's template, complete before it is submitted (step 11)."""

    _inherit = "ptsp.application"

    def _letter_is_untouched(self):
        """Tell whether the text of the letter is still as it was filled in."""
        self.ensure_one()
        return is_html_empty(self.letter_body) or self.letter_body == self.letter_body_origin

    def _fill_letter(self):
        """Fill the text of the letter from the service's template for the decision."""
        for application in self:
            # In the language in which the letter asks for it, too.
            service = application._officially().service_id
            template = (
                service.letter_template_refused
                if application.decision == "refused"
                else service.letter_template_recommended
            )
            body = application._fill_placeholders(template)
            application.write({"letter_body": body, "letter_body_origin": body})
            # The text is sanitized as it is stored, and must be compared as it is stored.
            application.letter_body_origin = application.letter_body

    def _fill_placeholders(self, template):
        """Fill in what is known, and leave the other placeholders for the officer.

        :param Markup template: text with placeholders such as ``[[subject]]``
        :return: Markup; the values are escaped
        """
        self.ensure_one()
        words, blocks = self._letter_values(), self._letter_blocks()

        def substitute(match):
            if match["block"] in blocks:
                return blocks[match["block"]]
            value = words.get(match["block"] or match["word"])
            if not value:
                return match[0]
            return f"<p>{escape(value)}</p>" if match["block"] else str(escape(value))

        # The text was sanitized as it was stored, and what is filled in is escaped.
        return Markup(_PLACEHOLDER.sub(substitute, template or ""))  # nosec B704  # nosemgrep: markup-is-written-out

    def _letter_values(self):
        """Return what the placeholders of a letter stand for, as text in the language of the documents."""
        self.ensure_one()
        official = self._officially()
        return {
            # The first of a name wins, and what every letter knows goes before what a service asks for.
            **{fact.key: fact.value for fact in reversed(official._facts())},
            "subject": official._subject(),
            "partner_name": self._applicant().name,
            "registration_number": self.registration_number,
            "registered_on": self._official_text(self.registered_at and self.service_id._local_day(self.registered_at)),
            "validity": self._letter_validity(),
            "refusal_reason": (self.refusal_reason or "").strip(),
            "service_name": official.service_id.name,
        }

    def _letter_blocks(self):
        """Return what the placeholders stand for that fill a paragraph of their own: Markup, escaped, perhaps empty."""
        self.ensure_one()
        items = self._letter_items(self.service_id._legal_basis())
        return {
            "legal_basis": Markup("<ol>%s</ol>") % items if items else Markup(),
            "opd_opinions": self._opinions_of_opd(),
            "opd_conditions": self._conditions_of_opd(),
            "facts": self._letter_table(self._officially()._facts()),
        }

    @api.model
    def _letter_table(self, facts):
        """Return facts as a table of the letter, escaped; what is not filled in does not stand in it.

        :param facts: list of ``Fact``
        """
        rows = Markup().join(
            Markup("<tr><td>%s</td><td>:</td><td>%s</td></tr>")
            % (fact.label, Markup("<br>").join(fact.value.splitlines()))
            for fact in facts
            if fact.value
        )
        return Markup("<table><tbody>%s</tbody></table>") % rows if rows else rows

    @api.model
    def _letter_items(self, texts):
        """Return the items of a list of the letter, escaped: each ends with a semicolon, the last with a full stop.

        :param texts: sequence of str
        """
        texts = [text.strip().rstrip(";.") for text in texts]
        last = len(texts) - 1
        return Markup().join(
            Markup("<li>%s%s</li>") % (text, ";" if position < last else ".") for position, text in enumerate(texts)
        )

    def _opinions_of_opd(self):
        """Return the opinions that OPD have given, cited by number and date; empty where none was asked."""
        items = self._letter_items(
            " ".join(
                filter(
                    None,
                    (
                        f"Pertimbangan teknis {review.agency_id.name}",
                        review.advice_number and f"Nomor {review.advice_number}",
                        review.advice_date and f"tanggal {self._official_text(review.advice_date)}",
                        f"tentang {review.kind}",
                    ),
                )
            )
            for review in self._issued_reviews()
        )
        return Markup("<p>Memperhatikan:</p><ol>%s</ol>") % items if items else items

    def _conditions_of_opd(self):
        """Return the conditions of each OPD that has given its opinion, as a list; empty where none has any."""
        items = Markup().join(
            Markup("<li>%s (%s)</li>") % (condition, review.agency_id.name)
            for review in self._issued_reviews().filtered("conditions")
            for condition in filter(None, map(str.strip, review.conditions.splitlines()))
        )
        return Markup("<p>Syarat dari OPD teknis:</p><ol>%s</ol>") % items if items else items

    @api.model
    def _body_to_print(self, body):
        """Return the text of a letter; a paragraph that ends with a colon stays on the page of what it announces.

        :param Markup body: the text as it is stored, sanitized; or nothing
        :return: Markup
        """
        tree = html.fragment_fromstring(body or "", create_parent="div")
        for paragraph in tree.iter("p"):
            if paragraph.text_content().rstrip().endswith(":"):
                paragraph.set("style", f"break-after: avoid; {paragraph.get('style', '')}")
        # nosemgrep: markup-is-written-out
        return Markup(html.tostring(tree, encoding="unicode"))  # nosec B704

    def _letter_subject(self):
        """Return what the letter is about (*hal*)."""
        name = self._officially().service_id.name or ""
        return f"Penolakan Permohonan {name}" if self.decision == "refused" else name

    def _letter_title(self):
        """Return what kind of letter it is, as its last line says."""
        return "Surat Penolakan" if self.decision == "refused" else "Surat Rekomendasi"

    def _guard_letter_complete(self):
        """The decision is set and the letter has neither an empty text nor an open placeholder."""
        if not self.decision:
            return self.env._("Choose the decision of %(name)s: recommended or refused.", name=self.name)
        if is_html_empty(self.letter_body):
            return self.env._("Write the text of the letter of %(name)s.", name=self.name)
        if self.decision == "refused" and not self._names_reason():
            return self.env._(
                "Enter the reason of the refusal of %(name)s in the field Refusal Reason.", name=self.name
            )
        open_placeholders = sorted(set(_LEFT_OPEN.findall(html_to_inner_content(self.letter_body))))
        if not open_placeholders:
            return None
        return self.env._(
            "The letter of %(name)s still has something to fill in: %(placeholders)s.",
            name=self.name,
            placeholders=", ".join(f"[[{name}]]" for name in open_placeholders),
        )

    def _names_reason(self):
        """Tell whether a refusal gives its reason: in its field, or in a text that the officer wrote."""
        self.ensure_one()
        return bool((self.refusal_reason or "").strip()) or not self._letter_is_untouched()

    def _effect_prepare_letter(self):
        """Fill the text of the letter on entering drafting, unless an officer has written one already."""
        self.filtered(lambda application: application._letter_is_untouched())._fill_letter()
