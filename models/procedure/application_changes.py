from odoo import api, fields, models
from odoo.fields import Domain


class ApplicationChanges(models.Model):
    """What a registered file says changes with a trace: the desk that checks next is shown it (steps 7 and 8)."""

    _inherit = "ptsp.application"

    change_ids = fields.One2many(
        "ptsp.application.change",
        "application_id",
        "Changes After Registration",
        copy=False,
        readonly=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
    )
    unchecked_changes = fields.Text(
        compute="_compute_unchecked_changes",
        groups="ptsp_exhibition.group_reader",
        help="What was changed after registration since the present desk checked the file last.",
    )

    @api.depends("change_ids", "state")
    def _compute_unchecked_changes(self):
        for application in self:
            changes = application._changes_to_check()
            application.unchecked_changes = ", ".join(dict.fromkeys(changes.mapped("label")))

    def _changes_to_check(self):
        """Return the changes that the present desk has not seen yet; none where no desk checks the file."""
        self.ensure_one()
        if not self._state().column:
            return self.change_ids.browse()
        # When a desk did its part, everybody may know who reads the changes.
        done = self.sudo().control_ids.filtered(lambda line: line.ended_at and line.state == self.state)
        last = max(done.mapped("sequence"), default=0)
        return self.change_ids.filtered(lambda change: change.control_line > last)

    @api.model
    def _domain_of_registered(self):
        """Return the domain of the applications that were registered. The room of the front desk knows them."""
        return Domain.FALSE

    @api.model
    def _lang_of_changes(self):
        """Return the code of the language in which changes are kept, one for all readers. A higher room says which."""
        return self.env.lang

    @api.model
    def _traced_fields(self):
        """Return the names of the fields in which a registered file says something. A room adds its own."""
        return frozenset(name for name, field in self._fields.items() if getattr(field, "editable_in", None) == "file")

    def write(self, vals):
        names = self._traced_fields().intersection(vals)
        if not names:
            return super().write(vals)
        registered = self.filtered_domain(self._domain_of_registered())
        # What it says is kept whatever who writes may read of it.
        told_by_sudo = registered.sudo().with_context(lang=self._lang_of_changes())
        before = {application: application._told_by(names) for application in told_by_sudo}
        result = super().write(vals)
        if before:
            self._note_changes({application: application._changes_since(told) for application, told in before.items()})
        return result

    def _changes_since(self, told):
        """Return what the application says otherwise now.

        :param dict told: what it said before, as :meth:`_told_by` gives it
        :return: list of values of ``ptsp.application.change``
        """
        tells = self._told_by({key.partition(",")[0] for key in told})
        return [
            {
                "detail": key,
                "label": label,
                "old_value": told.get(key, ("", ""))[1],
                "new_value": tells.get(key, ("", ""))[1],
            }
            for key, (label, _text) in {**told, **tells}.items()
        ]

    def _told_by(self, names):
        """Return what the application says in some fields.

        :param names: names of fields
        :return: dict from keys to pairs of label and text
        """
        self.ensure_one()
        return {
            name: (self._fields[name]._description_string(self.env), self._told_text(self[name]))
            for name in sorted(names)
        }

    @api.model
    def _told_text(self, value):
        """Write a value as people read it.

        :param value: of a field
        :return: str; empty where there is none
        """
        if isinstance(value, models.BaseModel):
            return ", ".join(value.mapped("display_name"))
        if value is True:
            return self.env._("Yes")
        return str(value or "")

    def _note_changes(self, changes):
        """Keep what was changed of registered applications; what reads as before was not changed.

        :param dict changes: from applications to lists of values of ``ptsp.application.change``
        """
        now = fields.Datetime.now()
        self.env["ptsp.application.change"]._as_procedure().create(
            [
                {
                    **vals,
                    "application_id": application.id,
                    "state": application.state,
                    "control_line": application.sudo().control_count + 1,
                    "user_id": self.env.uid,
                    "changed_at": now,
                }
                for application, several in changes.items()
                for vals in several
                if vals.get("paper_ids") or vals["old_value"] != vals["new_value"]
            ]
        )
