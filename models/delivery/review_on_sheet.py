from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain


class ReviewOnSheet(models.Model):
    """Files are put on the sheet of their OPD, and taken off again (step 9)."""

    _inherit = "ptsp.technical.review"

    delivery_ids = fields.Many2many(
        "ptsp.delivery",
        "ptsp_delivery_review_rel",
        "review_id",
        "delivery_id",
        "Delivery Sheets",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )
    delivery_id = fields.Many2one(
        "ptsp.delivery",
        "On Sheet",
        compute="_compute_delivery_id",
        groups="ptsp_exhibition.group_reader",
        help="The sheet with which the file is on the way to the OPD, or was received.",
    )

    @api.depends("delivery_ids.state")
    def _compute_delivery_id(self):
        for review in self:
            review.delivery_id = review.delivery_ids.filtered(lambda sheet: sheet.state != "dropped").sorted("id")[-1:]

    def action_prepare_delivery(self):
        """Put these files on the sheets of their OPD (step 9).

        :return: the action that shows the sheet, or the sheets
        :raises AccessError: the user is no liaison officer
        :raises UserError: one waits for no delivery, or is on a sheet that is on the way
        """
        self.check_access("read")
        if not all(review._is_of_delivering_desk() for review in self):
            raise AccessError(
                self.env._("Files are taken to OPD by the liaison officer. Ask a colleague of that role.")
            )
        self.application_id._lock_for_procedure()
        for review in self:
            if not review.to_deliver:
                raise UserError(
                    self.env._(
                        "%(name)s does not wait to be taken to %(agency)s. Reload the page to see where it stands.",
                        name=review.application_id.name,
                        agency=review.agency_id.name,
                    )
                )
            if review.delivery_id:
                raise UserError(
                    self.env._(
                        "%(name)s is on the sheet %(sheet)s already, which %(user)s has. Take it off there first.",
                        name=review.application_id.name,
                        sheet=review.delivery_id.name,
                        user=review.delivery_id.user_id.name,
                    )
                )
        sheets = self.env["ptsp.delivery"]._prepare_for(self)
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.delivery_action")
        if len(sheets) == 1:
            return {**action, "res_id": sheets.id, "view_mode": "form", "views": [(False, "form")]}
        return {**action, "domain": [("id", "in", sheets.ids)], "context": {}}

    def action_prepare_delivery_of_opd(self):
        """Put all files on a sheet that wait to be taken to the OPD of this one (step 9).

        :return: the action that shows the sheet
        :raises AccessError: the user is no liaison officer
        :raises UserError: none waits
        """
        self.ensure_one()
        self.check_access("read")
        waiting = self.search(self._domain_to_deliver() & Domain("agency_id", "=", self.agency_id.id))
        # The one that was pressed says why, where it cannot be.
        return (self | waiting.filtered(lambda review: not review.delivery_id)).action_prepare_delivery()

    def action_take_off_sheet(self):
        """Take a file off the sheet with which it is on the way.

        :return: True
        :raises AccessError: the user is no liaison officer
        :raises UserError: it is on no sheet on the way, or is the last one there
        """
        self.check_access("read")
        for review in self:
            sheet = review.delivery_id
            if not sheet:
                raise UserError(self.env._("%(name)s is on no sheet.", name=review.application_id.name))
            sheet._hold()
            sheet._check_on_the_way()
            if sheet.review_ids == review:
                raise UserError(self.env._("It is the last file of the sheet. Press Not Needed there."))
            sheet._as_procedure().write({"review_ids": [Command.unlink(review.id)]})
        return True
