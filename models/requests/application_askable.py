from odoo import api, models

#: Kinds of fields that an applicant can enter anew in answer to a request.
_KINDS = ("char", "text", "integer", "float", "date", "datetime", "selection")


class ApplicationAskable(models.Model):
    """Which details of an application the applicant can be asked to enter anew."""

    _inherit = "ptsp.application"

    def _askable(self):
        """Return what the applicant can be asked to enter anew: what is corrected while the file is open.

        :return: dict from keys, as ``_told_by`` has them, to labels in the user's language
        """
        self.ensure_one()
        # Whoever may ask reads the application, and whom it names.
        told = self.sudo()._told_by(self._names_to_ask())
        return {key: label for key, (label, _text) in told.items()}

    def _names_to_ask(self):
        """Return the names of the fields that can be asked for. A subject leaves out what is not its own."""
        self.ensure_one()
        return {
            name
            for name in self._traced_fields() - self._protected_fields
            if self._fields[name].type in (*_KINDS, "properties")
        }

    @api.model
    def _label_to_ask(self, key):
        """Return what a detail is called in the user's language.

        :param str key: as :meth:`_askable` has it
        """
        if not self or not key:
            return ""
        return self._askable().get(key) or key
