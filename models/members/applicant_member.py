from odoo import api, fields, models
from odoo.exceptions import AccessError

#: What somebody may do with the applications of an applicant.
EDIT, READ, NONE = "edit", "read", "none"


class ApplicantMember(models.Model):
    """One person whom an applicant lets see the own applications, and how far.

    People of the applicant's company may edit by that alone, until the company says otherwise of one of them: that is
    what a line for a colleague is for. Nobody deletes a line: it says who could see what, from when until when.
    """

    _name = "ptsp.applicant.member"
    _description = "Person With Access to an Applicant's Files"
    _inherit = ["ptsp.protected.mixin"]
    _order = "principal_id, id"
    _rec_name = "email"

    principal_id = fields.Many2one(
        "res.partner",
        "Applicant",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        procedure=True,
        help="Whose applications these are: a person, or a company.",
    )
    email = fields.Char("E-mail", required=True, readonly=True, procedure=True)
    role = fields.Selection(
        [(EDIT, "May edit"), (READ, "May read"), (NONE, "Sees nothing")],
        required=True,
        readonly=True,
        default=READ,
        procedure=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Account",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        procedure=True,
        help="Who has accepted the invitation. Before that the line opens nothing.",
    )
    invited_at = fields.Datetime(readonly=True, procedure=True)
    accepted_at = fields.Datetime(readonly=True, procedure=True)
    ended_at = fields.Datetime(readonly=True, procedure=True, help="Since when the line opens nothing any more.")
    ended_by_id = fields.Many2one("res.users", "Ended by", readonly=True, procedure=True)

    _once = models.UniqueIndex(
        "(principal_id, email) WHERE ended_at IS NULL", "This person was added already. Change the role instead."
    )

    @api.model
    def _managed_principal(self):
        """Return whose people the user manages: the own company's, or the own.

        :return: ``res.partner``, as superuser
        :raises AccessError: the user has no account of an applicant, or may only read
        """
        user = self.env.user
        principal_sudo = user.sudo().commercial_partner_id
        if not user._is_portal() or user._ptsp_principals().get(principal_sudo.id) != EDIT:
            raise AccessError(
                self.env._("Who may see these applications is decided by those who may edit them. Ask one of them.")
            )
        return principal_sudo

    @api.model
    def _people(self):
        """Return who has access to the applications of the user's company, beside the user.

        :return: pair of the lines, and of the accounts of colleagues of whom no line says anything; as superuser
        """
        principal_sudo = self._managed_principal()
        lines_sudo = self.sudo().search([("principal_id", "=", principal_sudo.id), ("ended_at", "=", False)])
        colleagues_sudo = (
            self.env["res.users"]
            .sudo()
            .search([("partner_id.commercial_partner_id", "=", principal_sudo.id), ("share", "=", True)])
        )
        return lines_sudo, colleagues_sudo - lines_sudo.user_id

    @api.model
    def _line_of(self, line_id):
        """Return a line of the user's people that still opens something.

        :param int line_id: its id
        :return: the line, as superuser
        :raises AccessError: the user has no such line
        """
        lines_sudo, _colleagues_sudo = self._people()
        line_sudo = lines_sudo.filtered(lambda line: line.id == line_id)
        if not line_sudo:
            raise AccessError(self.env._("This person is not on your list any more. Load the page again."))
        return line_sudo

    @api.model
    def _change(self, line_id, role):
        """Let one of the user's people do more or less, or nothing any more.

        :param int line_id: id of the line
        :param str role: ``edit``, ``read`` or ``none``; of who is no colleague that ends the access
        :raises AccessError: the user has no such line, or it is the user's own
        """
        line_sudo = self._line_of(line_id)
        self._check_not_myself(line_sudo.user_id)
        colleague = line_sudo.user_id.commercial_partner_id == line_sudo.principal_id
        if role == NONE and not colleague:
            line_sudo._end()
        else:
            line_sudo._as_procedure().write({"role": self._known_role(role)})
            line_sudo._opened_otherwise()

    @api.model
    def _change_colleague(self, user_id, role):
        """Say of a colleague, who may edit by that alone, what else holds.

        :param int user_id: id of the colleague's account
        :param str role: ``edit``, ``read`` or ``none``
        :raises AccessError: it is no colleague, the user, or the account of the company itself
        """
        principal_sudo = self._managed_principal()
        _lines_sudo, colleagues_sudo = self._people()
        user_sudo = colleagues_sudo.filtered(lambda user: user.id == user_id)
        if not user_sudo or user_sudo.partner_id == principal_sudo:
            raise AccessError(self.env._("This person is not on your list any more. Load the page again."))
        self._check_not_myself(user_sudo)
        now = fields.Datetime.now()
        line = self._as_procedure().create(
            {
                "principal_id": principal_sudo.id,
                "email": user_sudo.partner_id._ptsp_address() or user_sudo.login,
                "role": self._known_role(role),
                "user_id": user_sudo.id,
                "accepted_at": now,
            }
        )
        line._opened_otherwise()

    @api.model
    def _check_not_myself(self, user):
        """Refuse who would change what the own account may.

        :param user: ``res.users`` of the line
        :raises AccessError: it is the user
        """
        if user == self.env.user:
            raise AccessError(self.env._("You cannot change your own access. Ask a colleague, or Customer Service."))

    @api.model
    def _known_role(self, role):
        """Return a role as it is kept: the least of them for whatever is none."""
        return role if role in (EDIT, READ, NONE) else NONE

    def _end(self):
        """End the access of these lines at once."""
        now = fields.Datetime.now()
        self.filtered(lambda line: not line.ended_at)._as_procedure().write(
            {"ended_at": now, "ended_by_id": self.env.uid}
        )
        self._opened_otherwise()

    def _opened_otherwise(self):
        """Let nothing go on that these lines opened before: what is in memory, and e-mails about the applications."""
        Application = self.env["ptsp.application"]
        Application._followed_otherwise()
        for line in self.sudo().filtered(lambda line: line.user_id and (line.ended_at or line.role == NONE)):
            applications_sudo = Application.sudo().search([("commercial_partner_id", "=", line.principal_id.id)])
            applications_sudo.message_unsubscribe(line.user_id.partner_id.ids)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AccessError(self.env._("Who could see applications is kept. End the access instead."))
