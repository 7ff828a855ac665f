import base64

from odoo import fields, models
from odoo.exceptions import UserError


class PtspSurveyPhotoUpload(models.TransientModel):
    """The dialog in which photos of a visit on site are chosen, or taken with a phone."""

    _name = "ptsp.survey.photo.upload"
    _description = "Photos of a Visit on Site"

    visit_id = fields.Many2one("ptsp.survey.visit", "Visit on Site", required=True, readonly=True)
    file_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_survey_photo_upload_rel",
        "upload_id",
        "attachment_id",
        "Photos",
        help="JPEG or PNG, several at once.",
    )
    keep_position = fields.Boolean(
        "Keep the Position", help="Where each was taken, as the camera says, stands in the minutes."
    )

    def action_confirm(self):
        """Add the photos to the visit.

        :return: the action that closes the dialog
        :raises UserError: none is chosen
        """
        self.ensure_one()
        # Only what the user has uploaded here, and may read.
        files = self.file_ids.filtered(lambda file: file.create_uid == self.env.user and file.res_model == self._name)
        if not files:
            raise UserError(self.env._("Choose at least one photo."))
        self.visit_id.action_add_photos(
            [{"name": file.name, "datas": base64.b64encode(file.raw or b"")} for file in files],
            keep_position=self.keep_position,
        )
        # They are kept with the visit, without what the cameras have added.
        files.unlink()
        return {"type": "ir.actions.act_window_close"}
