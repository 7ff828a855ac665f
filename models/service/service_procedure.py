from odoo import api, fields, models, tools
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.label import label_in


class ServiceProcedure(models.Model):
    """Each service goes by a procedure. Which procedures there are, this database's addons say.

    An addon adds one by extending :meth:`_procedures`; its services then name it. Nothing else keeps a table.
    """

    _inherit = "ptsp.service"

    procedure = fields.Selection(
        selection="_selection_procedure",
        required=True,
        default=lambda self: next(iter(self._procedures()), False),
        help="Through which states an application of this service goes, and who takes which step.",
    )

    @api.model
    def _procedures(self):
        """Return the procedures of this database: the hook by which an addon adds its own.

        :return: dict from keys to ``Procedure``; the first one is for services that name none
        """
        return {}

    @api.model
    def _selection_procedure(self):
        return [(key, label_in(self.env, procedure.label)) for key, procedure in self._procedures().items()]

    def _procedure(self):
        """Return the procedure of the service; the first one where no service is chosen yet.

        :return: a ``Procedure``
        :raises UserError: the addon that brought the procedure is gone
        """
        procedures = self._procedures()
        # A service that is only being entered says what its form shows.
        key = self._procedure_key() if isinstance(self.id, int) else self.procedure
        if not key:
            return next(iter(procedures.values()))
        if key not in procedures:
            raise UserError(
                self.env._(
                    "The procedure of %(service)s is not installed. Ask an administrator to install its addon.",
                    service=self.display_name,
                )
            )
        return procedures[key]

    @tools.ormcache("self.id")
    def _procedure_key(self):
        """Return the key of the service's procedure, remembered until a service changes.

        Every list asks for it, and a service has long texts, which come along where one of its fields is read.
        """
        return self.sudo().procedure

    @api.model
    def _domain_of_states(self, question, service="service_id", state="state"):
        """Return the domain of the records whose state answers a question, each by the procedure of its service.

        :param callable question: takes a ``Procedure``, returns keys of its states
        :param str service: path from the records to their service
        :param str state: name of the field with the key of the state
        :return: ``Domain``
        """
        procedures = self._procedures()
        wanted = {key: question(procedure) for key, procedure in procedures.items()}
        anywhere = frozenset().union(*wanted.values())
        # Two procedures may have states of the same key, of which one is meant and the other not.
        unclear = {
            name
            for key, procedure in procedures.items()
            for name in procedure.states
            if name in anywhere and name not in wanted[key]
        }
        domain = Domain(state, "in", sorted(anywhere - unclear))
        for key, names in wanted.items():
            if here := unclear.intersection(names):
                domain |= Domain(f"{service}.procedure", "=", key) & Domain(state, "in", sorted(here))
        return domain

    @api.model
    def _selection_state(self):
        """Return the states of all procedures as a selection, in their order."""
        labels = {}
        for procedure in self._procedures().values():
            for state in procedure.states.values():
                labels.setdefault(state.key, state.label)
        return [(key, label_in(self.env, label)) for key, label in labels.items()]

    @api.model
    def _selection_transition(self):
        """Return the transitions of all procedures as a selection, in their order."""
        labels = {}
        for procedure in self._procedures().values():
            for row in procedure.transitions.values():
                labels.setdefault(row.key, row.label)
        return [(key, label_in(self.env, label)) for key, label in labels.items()]

    def write(self, vals):
        if "procedure" in vals:
            self._check_procedure_unused(vals["procedure"])
        return super().write(vals)

    def _check_procedure_unused(self, procedure):
        """Refuse another procedure for a service under which applications were filed.

        :param str procedure: key of the new one
        :raises UserError: naming the service
        """
        changed = self.filtered(lambda service: service.procedure != procedure)
        # Whatever the user may read of them: they would stand in states that the other procedure does not know.
        used_sudo = self.env["ptsp.application"].sudo().search([("service_id", "in", changed.ids)], limit=1)
        if used_sudo:
            raise UserError(
                self.env._(
                    "Applications were filed under %(service)s, so its procedure stays. Create a new SOP revision for "
                    "the other procedure.",
                    service=used_sudo.service_id.display_name,
                )
            )
