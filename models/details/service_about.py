from odoo import fields, models


class ServiceAbout(models.Model):
    """What the applications of a service are about."""

    _inherit = "ptsp.service"

    about = fields.Selection(
        [("details", "The details of this service")],
        "Applications Are About",
        default="details",
        required=True,
        tracking=True,
        help="Which facts an applicant declares, beside the details that the service asks for.",
    )

    def _facts_to_fill_in(self, brief=False):
        """Return the facts of a form that is handed out empty: labels in the language of the context, no values.

        :param bool brief: only those by which people know an application
        :return: list of ``Fact``
        """
        self.ensure_one()
        return self.env["ptsp.application"]._facts_under(self, brief=brief)
