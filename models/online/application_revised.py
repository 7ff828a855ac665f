from odoo import models
from odoo.exceptions import UserError

#: What a draft says of applicant and representative, beside its details.
_KEPT = ("applicant_identity", "is_represented", "representative_id", "power_of_attorney_until")


class ApplicationRevised(models.Model):
    """A draft that has lain while its service was revised goes on under the revision in force."""

    _inherit = "ptsp.application"

    def _move_to_revision_in_force(self):
        """Begin anew under the revision in force, with what the draft says and the papers that are asked for still.

        The draft itself is deleted: an application stays under the service under which it was filed.

        :return: the new draft, as the user sees it
        :raises AccessError: it is not the user's
        :raises UserError: it was submitted, or there is no revision to move to
        """
        self._check_online()
        service = self.service_id._revision_in_force()
        if not self._may_delete_online() or not service or service == self.service_id:
            raise UserError(self.env._("%(name)s cannot be moved to another revision of the service.", name=self.name))
        said_sudo = self.sudo()
        names = [*_KEPT, *self._online_columns()]
        vals = said_sudo._convert_to_write({name: said_sudo[name] for name in names})
        moved_sudo = said_sudo._as_procedure().create(
            {
                **vals,
                "service_id": service.id,
                "company_id": service.company_id.id,
                "partner_id": said_sudo.partner_id.id,
                "filed_online": True,
            }
        )
        moved = self.browse(moved_sudo.id)
        moved_sudo._declare_details(moved_sudo._fitting_details(said_sudo._declared_details()))
        self._move_papers(moved)
        self._delete_online()
        return moved

    def _move_papers(self, moved):
        """Attach to another draft the papers that it asks for by the same name.

        :param moved: the other draft
        """
        lines_sudo = {line.name: line for line in moved.sudo().checklist_ids}
        for line_sudo in self.sudo().checklist_ids:
            target_sudo = lines_sudo.get(line_sudo.name)
            if target_sudo and line_sudo.attachment_ids:
                target_sudo._add_papers([(paper.name, paper.raw) for paper in line_sudo.attachment_ids])
