from odoo import models

#: What is written in the place of a name that cannot be empty.
_NOBODY = "–"


class VisitDestroyed(models.Model):
    """What minutes of visits on site say is destroyed with the personal data: people, places of photos, findings."""

    _inherit = "ptsp.application"

    def _destroy_words(self, letter, personal):
        result = super()._destroy_words(letter, personal)
        if personal:
            visits = self.review_ids.visit_ids
            visits.write({"observations": False, "conclusion": False})
            visits.finding_ids.write({"remark": False})
            visits.photo_ids.write({"name": False, "position": False})
            visits.person_ids.write({"name": _NOBODY, "office": False, "email": False})
        return result
