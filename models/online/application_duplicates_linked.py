from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

#: Who decides whether two applications ask for the same.
DECIDING = ("customer_service",)


class ApplicationDuplicatesLinked(models.Model):
    """Customer Service looks at two applications side by side, and links the second one to the first, or refuses it."""

    _inherit = "ptsp.application"

    duplicate_of_id = fields.Many2one(
        "ptsp.application",
        "Same Matter as",
        readonly=True,
        copy=False,
        procedure=True,
        index="btree_not_null",
        ondelete="set null",
        groups="ptsp_exhibition.group_reader",
        help="Customer Service has compared the two: they are about the same matter.",
    )

    def action_compare_duplicates(self):
        """Show this application beside the one that seems to be the same.

        :return: the action that opens the dialog
        :raises UserError: there is none
        """
        self.ensure_one()
        self.check_access("read")
        other = self.duplicate_of_id or self.duplicate_ids[:1]
        if not other:
            raise UserError(self.env._("Nothing seems to be the same as %(name)s any more.", name=self.name))
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.duplicate_comparison_action")
        return {**action, "context": {"default_application_id": self.id, "default_other_id": other.id}}

    def _link_to(self, other):
        """Keep that this application is about the same matter as another one; the control sheet says so, too.

        :param other: the other ``ptsp.application``; none takes the link off again
        :raises AccessError: the user is not Customer Service, or may not read both
        :raises UserError: the two do not seem to be the same, or this one has come to its end
        """
        self.ensure_one()
        (self | other).check_access("read")
        if not self.env.user._ptsp_roles(self.company_id).intersection(DECIDING):
            raise AccessError(
                self.env._(
                    "Whether two applications are the same is decided by: %(roles)s. Ask a colleague of that role.",
                    roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in DECIDING),
                )
            )
        self._lock_for_procedure()
        if self.is_closed or other - self.duplicate_ids:
            raise UserError(
                self.env._(
                    "%(name)s cannot be linked: it has come to its end, or the other one does not seem to be the same "
                    "any more. Reload the page.",
                    name=self.name,
                )
            )
        linked = {"duplicate_of_id": other.id}
        self._as_procedure().write(linked)
        note = (
            self.env._("About the same matter as %(name)s.", name=other.name)
            if other
            else self.env._("No longer linked to another application.")
        )
        self.sudo()._message_log(body=note)

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        linked = self.sudo().duplicate_of_id
        if linked:
            evidence["same_matter_as"] = linked.name
        return evidence

    def _row_that_refuses(self):
        """Return the transition by which the user gives the application up, with a note that says why; or None."""
        self.ensure_one()
        procedure = self._procedure()
        return next((row for row in self._available_rows() if procedure.gives_up(row.key) and row.note), None)

    def _action_refuse_as(self, other):
        """Return the dialog that gives this application up, with a note that names the other one.

        :param other: the ``ptsp.application`` that is about the same matter
        :raises UserError: the user cannot give it up now
        """
        self.ensure_one()
        row = self._row_that_refuses()
        if not row:
            raise UserError(self.env._("You cannot give %(name)s up now. Ask whoever has it.", name=self.name))
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.transition_note_action")
        note = self.env._(
            "The same was applied for with %(name)s on %(day)s, which goes on.",
            name=other.name,
            day=other._fact_text(other.service_id.sudo()._local_day(other.create_date)),
        )
        return {
            **action,
            "name": dict(self.env["ptsp.service"]._selection_transition())[row.key],
            "context": {
                "default_application_ids": self.ids,
                "default_transition": row.key,
                "default_note": note,
            },
        }

    @api.model
    def _side_by_side(self, one, other):
        """Return what two applications say, line by line.

        :param one: a ``ptsp.application``
        :param other: another one
        :return: list of triples of a label and the texts of both
        """
        pairs = list(zip(one._said_to_compare(), other._said_to_compare(), strict=False))
        known = [(label, mine, theirs) for (label, mine), (_label, theirs) in pairs]
        facts, others = ({fact.label: fact.value or "" for fact in each._facts()} for each in (one, other))
        return known + [(label, facts.get(label, ""), others.get(label, "")) for label in {**facts, **others}]

    def _said_to_compare(self):
        """Return what is compared of an application beside its facts, as pairs of label and text."""
        applicant = self._applicant()
        papers_sudo = self.sudo().checklist_ids.attachment_ids
        return [
            (self.env._("Application"), self.name),
            (self.env._("Service"), self.service_id.name),
            (self.env._("State"), self._state_label()),
            (self.env._("Filed"), self._fact_text(self.service_id.sudo()._local_day(self.create_date))),
            (self.env._("Applicant"), ", ".join(filter(None, (applicant.name, applicant.company)))),
            (self.env._("Phone"), applicant.phone),
            (self.env._("E-mail"), applicant.email),
            (self.env._("Representative"), self._representative().name),
            (self.env._("Papers"), str(len(papers_sudo))),
        ]
