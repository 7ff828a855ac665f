from odoo import fields, models


class ControlLineSeparation(models.Model):
    """The control sheet says where nobody looked whether four people did the work of four."""

    _inherit = "ptsp.control.line"

    unseparated = fields.Boolean(
        "Duties Not Separated",
        readonly=True,
        help="The separation of duties was switched off when this letter was initialled, signed or issued.",
    )


class ApplicationControlSheetSeparation(models.Model):
    """The letter tells the control sheet how it came about."""

    _inherit = "ptsp.application"

    def _closing_values(self, line, transition, now):
        decides = "separate_person" in transition.guards or "number_letter" in transition.effects
        unseparated = decides and not self.company_id.ptsp_separation_of_duties
        return super()._closing_values(line, transition, now) | {"unseparated": unseparated}
