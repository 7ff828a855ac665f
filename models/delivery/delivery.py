from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

#: What the officer who has the sheet enters; all else is written by buttons.
_BY_HAND = frozenset(("received_by", "received_at", "receipt_signature", "receipt_photo"))


class Delivery(models.Model):
    """A sheet with which files are taken to one OPD (*form monitoring*, step 9).

    It is on the way until somebody at the OPD signs on it, or until it is not needed any more. What was signed stays.
    """

    _name = "ptsp.delivery"
    _description = "Delivery to an OPD"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, procedure=True)
    agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        procedure=True,
    )
    company_id = fields.Many2one(related="agency_id.company_id", store=True, index=True, procedure=True)
    address = fields.Char(compute="_compute_address", compute_sudo=True)
    phone = fields.Char(related="agency_id.partner_id.phone", related_sudo=True)
    user_id = fields.Many2one(
        "res.users", "Taken by", required=True, readonly=True, ondelete="restrict", index=True, procedure=True
    )
    prepared_at = fields.Datetime("Prepared", required=True, readonly=True, procedure=True)
    state = fields.Selection(
        [("on_the_way", "On the Way"), ("received", "Received"), ("dropped", "Not Needed")],
        default="on_the_way",
        required=True,
        readonly=True,
        index=True,
        procedure=True,
    )
    review_ids = fields.Many2many(
        "ptsp.technical.review",
        "ptsp_delivery_review_rel",
        "delivery_id",
        "review_id",
        "Files",
        readonly=True,
        copy=False,
        procedure=True,
    )
    review_count = fields.Integer("Number of Files", compute="_compute_review_count")
    attempt_ids = fields.One2many("ptsp.delivery.attempt", "delivery_id", "Attempts", readonly=True)
    last_attempt_at = fields.Datetime("Last Attempt", compute="_compute_last_attempt_at")
    received_by = fields.Char(max_chars=100, copy=False, help="Who signs for the files at the OPD: name and office.")
    received_at = fields.Datetime(copy=False, help="When the OPD has received the files. Now where empty.")
    receipt_signature = fields.Image(
        "Signature", max_width=1000, max_height=500, attachment=False, copy=False, help="Drawn on the screen."
    )
    receipt_photo = fields.Image(
        "Photo of the Paper",
        max_width=1920,
        max_height=1920,
        attachment=False,
        copy=False,
        help="A photo of the sheet that was signed on paper. It is made smaller, and what cameras add is taken off.",
    )
    receipt_sha256 = fields.Char(
        "Fingerprint",
        readonly=True,
        copy=False,
        procedure=True,
        help="SHA-256 of signature and photo, as the control sheets keep it.",
    )
    may_deliver = fields.Boolean(compute="_compute_may_deliver", help="The current user takes these files to the OPD.")

    _name_unique = models.UniqueIndex("(company_id, name)", "This number was given already.")

    @api.depends("agency_id.partner_id")
    def _compute_address(self):
        for delivery in self:
            partner = delivery.agency_id.partner_id
            delivery.address = ", ".join(filter(None, (partner.street, partner.street2, partner.city)))

    @api.depends("review_ids")
    def _compute_review_count(self):
        for delivery in self:
            delivery.review_count = len(delivery.review_ids)

    @api.depends("attempt_ids.attempted_at")
    def _compute_last_attempt_at(self):
        for delivery in self:
            delivery.last_attempt_at = max(delivery.attempt_ids.mapped("attempted_at"), default=False)

    @api.depends_context("uid")
    @api.depends("state", "review_ids")
    def _compute_may_deliver(self):
        for delivery in self:
            delivery.may_deliver = delivery.state == "on_the_way" and delivery._is_of_delivering_desk()

    def _is_of_delivering_desk(self):
        """Tell whether the user takes all of these files to OPD."""
        return bool(self.review_ids) and all(review._is_of_delivering_desk() for review in self.review_ids)

    def write(self, vals):
        if not self._is_procedure:
            self._check_protected(vals)
            self._hold()
            self._check_on_the_way()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list and not self._is_procedure:
            raise UserError(self.env._("Choose the files that are taken to the OPD, and press Put on Sheet."))
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A delivery sheet is kept. If it is not needed, press Not Needed."))

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - _BY_HAND - {"id"}

    def _hold(self):
        """Hold the sheets until the transaction ends.

        :raises UserError: somebody else is working on one at this very moment
        """
        sheets_sudo = self.sudo()
        if sheets_sudo - sheets_sudo.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "Somebody else is working on this sheet at this very moment. Reload the page and look again."
                )
            )

    def _check_on_the_way(self):
        """Refuse whoever does not take these files to the OPD, or comes too late.

        :raises AccessError: the user is no liaison officer
        :raises UserError: the sheet was received, or is not needed any more
        """
        for delivery in self:
            if not delivery._is_of_delivering_desk():
                raise AccessError(
                    self.env._("Files are taken to OPD by the liaison officer. Ask a colleague of that role.")
                )
            if delivery.state != "on_the_way":
                raise UserError(
                    self.env._(
                        "The sheet %(name)s is not on the way any more. Reload the page to see where it stands.",
                        name=delivery.name,
                    )
                )

    def action_drop(self):
        """Note that a sheet is not needed: its files go on another one (step 9).

        :return: True
        :raises AccessError: the user is no liaison officer
        :raises UserError: the sheet is not on the way
        """
        self.check_access("write")
        self._hold()
        self._check_on_the_way()
        self._as_procedure().write({"state": "dropped"})
        return True

    @api.model
    def _prepare_for(self, reviews):
        """Put files on the sheets of their OPD: those that the user has on the way, or new ones.

        :param reviews: ``ptsp.technical.review`` that wait to be taken there
        :return: the sheets
        """
        sheets, now = self.browse(), fields.Datetime.now()
        for agency, files in reviews.grouped("agency_id").items():
            sheet = self.search(
                [("agency_id", "=", agency.id), ("state", "=", "on_the_way"), ("user_id", "=", self.env.uid)], limit=1
            )
            if sheet:
                sheet._hold()
                sheet._as_procedure().write({"review_ids": [Command.link(review.id) for review in files]})
            else:
                register_sudo = self.env["ptsp.register.entry"].sudo()
                [number] = register_sudo._take_numbers("delivery", [files[0].application_id.sudo()], now)
                sheet = self._as_procedure().create(
                    {
                        "name": number,
                        "agency_id": agency.id,
                        "user_id": self.env.uid,
                        "prepared_at": now,
                        "review_ids": [Command.set(files.ids)],
                    }
                )
            sheets |= self.browse(sheet.id)
        return sheets
