import json

from odoo import models

#: The field of drafts and of signed letters in which their text stands.
_TEXT = "body"
#: What a letter goes on to say when its words are destroyed: what the register says of it anyway.
_STAYS = ("form", "agency", "decision", "classification", "signatory_title", "signatory_name")


class LetterDestroyed(models.Model):
    """Drafts of a closed application are destroyed with its papers; what its letters say, where its class says so."""

    _inherit = "ptsp.application"

    def _signed_letters(self):
        """Return all letters that were signed, those whose signature was withdrawn included."""
        return self.env["ptsp.signed.letter"].search([("application_id", "in", self.ids)])

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        self.revision_ids.write({_TEXT: "<p>–</p>", "refusal_reason": False})
        self.write({"letter_body": False, "refusal_reason": False})
        if letter:
            for signed in self._signed_letters():
                said = json.loads(signed.content)
                blank = {name: type(value)() for name, value in said.items() if name not in _STAYS}
                content = json.dumps({**said, **blank}, ensure_ascii=False, sort_keys=True)
                signed.write({_TEXT: False, "content": content})
        return result
