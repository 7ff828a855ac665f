from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...tools import photo

#: Where the pictures of a visit are kept, by model.
_PICTURES = {"ptsp.survey.photo": "image", "ptsp.survey.person": "signature"}


class AttachmentOfVisit(models.Model):
    """Photos, signatures and the PDF of minutes that are closed stay as they are, and none is slipped in."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        visits_sudo = self.env["ptsp.survey.visit"].sudo().search([("minutes_file_id", "in", self.ids)])
        settled = super()._ptsp_settled() | visits_sudo.minutes_file_id
        for files_sudo in self._ptsp_pictures().values():
            settled |= files_sudo._ptsp_of_closed_minutes()
        return settled

    def _ptsp_held(self):
        # A photo was looked at when it was taken; another one takes its place as a record of its own.
        return super()._ptsp_held() | self._ptsp_pictures()["ptsp.survey.photo"]

    @api.ondelete(at_uninstall=False)
    def _unlink_with_the_photo(self):
        # Deleted with its photo, it belongs to none by now.
        photos = self.env["ptsp.survey.photo"].browse(self._ptsp_pictures()["ptsp.survey.photo"].mapped("res_id"))
        if photos.exists():
            self._ptsp_refuse_picture()

    def _ptsp_check_content(self):
        result = super()._ptsp_check_content()
        for files_sudo in self._ptsp_pictures().values():
            files_sudo._ptsp_check_picture()
        return result

    def _ptsp_check_picture(self):
        """Refuse pictures that did not come by their records: a second one, in closed minutes, a signature not drawn.

        :raises ValidationError: saying where pictures are added
        """
        if not self:
            return
        same = self.search(
            [
                ("res_model", "=", self[0].res_model),
                ("res_field", "=", self[0].res_field),
                ("res_id", "in", self.mapped("res_id")),
            ]
        )
        drawn = self[0].res_field == "image" or all(photo.is_drawing(file.raw or b"") for file in self)
        if not drawn or len(same) > len(set(same.mapped("res_id"))) or self._ptsp_of_closed_minutes():
            self._ptsp_refuse_picture()

    def _ptsp_refuse_picture(self):
        """Say where pictures of a visit are added and taken away.

        :raises ValidationError: always
        """
        raise ValidationError(
            self.env._("Photos and signatures are added in the form of the visit on site, until its minutes close.")
        )

    def _ptsp_pictures(self):
        """Return those that are photos or signatures of visits, as superuser, by the model of their records."""
        return {
            name: self.sudo().filtered(
                lambda file, model=name, field=field: file.res_id and (file.res_model, file.res_field) == (model, field)
            )
            for name, field in _PICTURES.items()
        }

    def _ptsp_of_closed_minutes(self):
        """Return those of these pictures, of one model, that belong to minutes that are closed."""
        if not self:
            return self
        closed = self.env[self[0].res_model].search(
            Domain("id", "in", self.mapped("res_id")) & Domain("visit_id.closed_at", "!=", False)
        )
        numbers = frozenset(closed.ids)
        return self.filtered(lambda file: file.res_id in numbers)
