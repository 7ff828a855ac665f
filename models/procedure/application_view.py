from lxml import etree

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.label import label_in
from .application_turn import JsonList
from .types import DRAFT


class ApplicationView(models.Model):
    """What of the form follows from the procedures: one button for each transition, and when a field is read-only."""

    _inherit = "ptsp.application"

    procedure = fields.Selection(related="service_id.procedure", string="Procedure of the Service")
    ways_out = JsonList(
        compute="_compute_ways_out",
        help="Transitions by which I may give up a file that is on another desk: they stand in the menu.",
    )

    @api.depends("state", "partner_id")
    @api.depends_context("uid", "lang")
    def _compute_ways_out(self):
        for application in self:
            rows = [] if application.my_turn else application._available_rows()
            procedure = application._procedure()
            application.ways_out = [
                {"key": row.key, "label": label_in(self.env, row.label)} for row in rows if procedure.gives_up(row.key)
            ]

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            buttons = self._transition_buttons()
            for header in arch.xpath("//header[@name='procedure']"):
                for position, button in enumerate(buttons):
                    header.insert(position, button)
            for node in arch.xpath("//sheet//field[@name]"):
                self._set_read_only(node)
        elif view_type == "list":
            header = arch.find("header")
            if header is None:
                header = etree.Element("header")
                arch.insert(0, header)
            header.extend(self._list_buttons())
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env.user._ptsp_roles())

    @api.model
    def _rows_for_user(self):
        """Return the transitions of which the button may show to the user at all: those of the user's roles.

        :return: list of pairs of ``Procedure`` and ``Transition``
        """
        roles = self.env.user._ptsp_roles()
        return [
            (procedure, row)
            for procedure in self._procedures()
            for row in procedure.transitions.values()
            if roles.intersection(row.roles)
        ]

    @api.model
    def _list_buttons(self):
        """Return the buttons with which heads initial or sign all selected applications at once, as lxml elements."""
        rows = {row.key: row for _procedure, row in self._rows_for_user() if row.in_list}
        return [etree.Element("button", self._call_of_button(row)) for row in rows.values()]

    @api.model
    def _call_of_button(self, row):
        """Return the attributes that name the button of a transition, and what it calls.

        :param Transition row: a row of a procedure
        :return: dict
        """
        method = self._method_of_button(row)
        call = {"string": label_in(self.env, row.label), "type": "object", "name": method}
        return call if method == f"action_{row.key}" else {**call, "context": str({"transition": row.key})}

    @api.model
    def _method_of_button(self, row):
        """Return the name of the public method that the button of a transition calls. A room opens its dialog so.

        :param Transition row: a row of a procedure; its key comes to the method in the context, as ``transition``
        """
        return "action_ask_note" if row.note else f"action_{row.key}"

    @api.model
    def _transition_buttons(self):
        """Return the buttons of the transitions, the way forward first, as everywhere in Odoo; giving up last.

        :return: list of lxml elements
        """
        rows = sorted(self._rows_for_user(), key=lambda pair: (not pair[1].primary, pair[0].gives_up(pair[1].key)))
        # Procedures share a button where it is the same in all of them.
        by_button = {}
        for procedure, row in rows:
            by_button.setdefault(tuple(sorted(self._button_attributes(procedure, row).items())), []).append(
                procedure.key
            )
        several = len(self._procedures()) > 1
        buttons = []
        for attributes, keys in by_button.items():
            button = etree.Element("button", dict(attributes))
            if several:
                button.set("invisible", f"{button.get('invisible')} or procedure not in {keys!r}")
            buttons.append(button)
        return buttons

    @api.model
    def _button_attributes(self, procedure, row):
        """Return the attributes of the button of a transition. One that needs a note asks for it.

        :param Procedure procedure: whose row it is
        :param Transition row: a row of a procedure
        :return: dict
        """
        hidden = f"'{row.key}' not in available_actions"
        if DRAFT not in row.sources or procedure.gives_up(row.key):
            # What is filled in for the first time goes on at once; the press saves it.
            hidden = f"not id or {hidden}"
        if row.shown_if:
            # One way forward at a time.
            hidden += f" or not ({row.shown_if})"
        attributes = {**self._call_of_button(row), "invisible": hidden}
        if procedure.gives_up(row.key):
            # Never the only button: who may give up a file that is on another desk finds it in the menu.
            attributes["invisible"] += " or not my_turn"
        if row.primary:
            attributes["class"] = "oe_highlight"
        return attributes

    @api.model
    def _set_read_only(self, node):
        """Make a field of the form read-only while what it belongs to is not open.

        :param node: lxml element of the field
        """
        field = self._fields.get(node.get("name"))
        part = getattr(field, "editable_in", None)
        # Only fields of the application itself, not those of the lists inside its form.
        if part and not any(parent.tag == "field" for parent in node.iterancestors()):
            node.set("readonly", f"not my_turn or '{part}' not in open_parts")

    @api.model
    def _transition_of_button(self):
        """Return the key of the transition whose button was pressed, which the context names.

        :raises UserError: the context names none
        """
        key = self.env.context.get("transition")
        if not isinstance(key, str) or key not in dict(self.env["ptsp.service"]._selection_transition()):
            raise UserError(self.env._("Press the button of the step for which you want to write the note."))
        return key

    def action_ask_note(self):
        """Make the transition that the context names with the note in the box, or open the dialog that asks for one.

        :return: True, or the action of the dialog
        :raises UserError: the context names none
        """
        key = self._transition_of_button()
        self.check_access("read")
        if self and all(application._note_for_sheet(None) for application in self):
            # The selection knows the keys of the procedures, and nothing else.
            return getattr(self, f"action_{key}")()
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.transition_note_action")
        return {
            **action,
            "name": dict(self.env["ptsp.service"]._selection_transition())[key],
            "context": {"default_application_ids": self.ids, "default_transition": key},
        }
