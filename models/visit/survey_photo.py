import base64
import binascii
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools import paper, photo

#: How many photos a visit has.
PHOTO_LIMIT = 30


class SurveyPhoto(models.Model):
    """A photo of a visit on site."""

    _name = "ptsp.survey.photo"
    _description = "Photo of a Visit on Site"
    _inherit = "ptsp.minutes.part.mixin"
    _order = "visit_id, sequence, id"

    _part_of = "visit_id"

    visit_id = fields.Many2one("ptsp.survey.visit", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Caption", max_chars=200, help="What the photo shows. It stands in the minutes.")
    image = fields.Binary(
        "Photo",
        attachment=True,
        required=True,
        copy=False,
        help="JPEG or PNG. It is made smaller, and what the camera has added is taken away.",
    )
    keep_position = fields.Boolean(
        "Keep the Position", copy=False, help="Where the photo was taken, as the camera says, stands in the minutes."
    )
    position = fields.Char(
        "Coordinates",
        readonly=True,
        procedure=True,
        copy=False,
        help="Degrees north and east, as the camera has noted them.",
    )
    sha256 = fields.Char("SHA-256", readonly=True, procedure=True, copy=False)

    @api.depends("name", "visit_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one.name or self.env._("Photo")

    @api.constrains("visit_id")
    def _check_number(self):
        for visit in self.visit_id:
            if len(visit.photo_ids) > PHOTO_LIMIT:
                raise ValidationError(
                    self.env._("A visit on site has at most %(limit)s photos. Leave some out.", limit=PHOTO_LIMIT)
                )

    @api.model_create_multi
    def create(self, vals_list):
        # Whoever may not add one gives the server nothing to compute.
        self.check_access("create")
        read = [self._read_photo(vals) for vals in vals_list]
        photos = super().create([vals for vals, _said in read])
        for one, (_vals, said) in zip(photos._as_procedure(), read, strict=True):
            one.write(said)
        return photos

    def write(self, vals):
        if not self._is_procedure and {"image", "keep_position"} & set(vals):
            # What a camera has noted is not kept, so it cannot be looked up later.
            raise UserError(self.env._("A photo stays as it was taken. Delete it, and add another one."))
        return super().write(vals)

    def _why_not_before(self):
        return self.env._("Enter first that the visit on site was held, then add its photos.")

    @api.model
    def _read_photo(self, vals):
        """Read a photo that is to be kept.

        :param dict vals: values as ``create`` takes them
        :return: pair of the values with the photo as it is kept, and of what the procedure notes of it
        :raises ValidationError: it is no photo, or too large
        """
        name = vals.get("name") or self.env._("Photo")
        try:
            content = base64.b64decode(vals.get("image") or b"", validate=True)
        except (ValueError, TypeError, binascii.Error):
            content = b""
        limit = self.env.company.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT
        if len(content) > limit * 1024 * 1024:
            raise ValidationError(
                self.env._(
                    "The photo %(name)s is larger than %(limit)s MB. Take it at a lower resolution.",
                    name=name,
                    limit=limit,
                )
            )
        kept = photo.cleaned(content)
        if not kept:
            raise ValidationError(
                self.env._("%(name)s is no photo that can be shown. Choose a JPEG or PNG.", name=name)
            )
        said = {"sha256": hashlib.sha256(kept).hexdigest()}
        if vals.get("keep_position") and (found := photo.position(content)):
            said["position"] = "{:.6f}, {:.6f}".format(*found)
        return {**vals, "image": base64.b64encode(kept)}, said

    def _as_kept(self):
        """Return a photo as the minutes keep it, JSON-serialisable."""
        self.ensure_one()
        content = base64.b64decode(self.with_context(bin_size=False).image or b"")
        return [self.name or "", self.position or "", hashlib.sha256(content).hexdigest()]
