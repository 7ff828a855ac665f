from odoo import fields, models
from odoo.exceptions import UserError

from ..procedure.types import DRAFT


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

    def write(self, vals):
        if "about" in vals:
            self._check_about_unused(vals["about"])
        return super().write(vals)

    def _check_about_unused(self, about):
        """Refuse to have the facts of filed applications disappear from their papers.

        :param str about: what the applications shall be about
        :raises UserError: naming the service
        """
        changed = self.filtered(lambda service: service.about != about)
        # Whatever the user may read of them.
        used_sudo = (
            self.env["ptsp.application"]
            .sudo()
            .search([("service_id", "in", changed.ids), ("state", "!=", DRAFT)], limit=1)
        )
        if used_sudo:
            raise UserError(
                self.env._(
                    "Applications were filed under %(service)s, so they stay about what they were about. Create a new "
                    "SOP revision for something else.",
                    service=used_sudo.service_id.display_name,
                )
            )

    def _facts_to_fill_in(self, brief=False):
        """Return the facts of a form that is handed out empty: labels in the language of the context, no values.

        :param bool brief: only those by which people know an application
        :return: list of ``Fact``
        """
        self.ensure_one()
        return self.env["ptsp.application"]._facts_under(self, brief=brief)
