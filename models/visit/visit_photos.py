import base64

from odoo import models
from odoo.exceptions import UserError

from ...tools.sent_files import read_files
from .survey_photo import PHOTO_LIMIT


class VisitPhotos(models.Model):
    """Photos are added to a visit on site, several at once."""

    _inherit = "ptsp.survey.visit"

    def action_open_add_photos(self):
        """Open the dialog in which photos are chosen.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.survey_photo_upload_action")
        return {**action, "context": {"default_visit_id": self.id}}

    def action_add_photos(self, files, keep_position=False):
        """Add photos to a visit that was held (step 10). What the camera has added to them is taken away.

        :param list files: dicts with the ``name`` of a photo, which becomes its caption, and its ``datas``, base64
        :param bool keep_position: note where each was taken, as its camera says
        :return: True
        :raises UserError: the visit was not held, its minutes are closed, or the user does not keep them
        :raises ValidationError: a file is no photo, or there are too many
        """
        self.ensure_one()
        self.check_access("read")
        self._check_keeper()
        if not isinstance(files, (list, tuple)) or not files:
            raise UserError(self.env._("Choose at least one photo."))
        if len(files) + len(self.photo_ids) > PHOTO_LIMIT:
            raise UserError(
                self.env._("A visit on site has at most %(limit)s photos. Leave some out.", limit=PHOTO_LIMIT)
            )
        Photo = self.env["ptsp.survey.photo"]
        last = max(self.photo_ids.mapped("sequence"), default=0)
        # Odoo takes them twenty at a time.
        sent = [pair for start in range(0, len(files), 20) for pair in read_files(self.env, files[start : start + 20])]
        Photo.create(
            [
                {
                    "visit_id": self.id,
                    "sequence": last + 1 + position,
                    "name": (name.rpartition(".")[0] or name).strip()[: Photo._fields["name"].max_chars],
                    "image": base64.b64encode(content),
                    "keep_position": bool(keep_position),
                }
                for position, (name, content) in enumerate(sent)
            ]
        )
        return True
