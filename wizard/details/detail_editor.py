from odoo import fields, models


class PtspDetailEditor(models.TransientModel):
    """The dialog in which a manager defines the details of a service, in Odoo's own editor of properties.

    That editor works on a record that has the properties. Managers write no applications, so it is this one.
    """

    _name = "ptsp.detail.editor"
    _description = "Details of a Service"

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade")
    details = fields.Properties(definition="service_id.detail_definition")

    def action_done(self):
        """Close the dialog: the definition was saved with it.

        :return: the action that closes the dialog
        """
        return {"type": "ir.actions.act_window_close"}
