from lxml import etree

from odoo import api, models

from .. import workflow


class PtspApplication(models.Model):
    """What of the form follows from the workflow: one button for each transition, and when a field is read-only."""

    _inherit = "ptsp.application"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form":
            # The way forward first, as everywhere in Odoo; giving up last.
            transitions = sorted(
                workflow.TRANSITIONS.values(), key=lambda row: (not row.primary, row.target == "cancelled")
            )
            buttons = [self._transition_button(row) for row in transitions if self._is_for_user(row)]
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
            in_list = [row for row in workflow.TRANSITIONS.values() if row.in_list and self._is_for_user(row)]
            header.extend(self._list_button(row) for row in in_list)
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self.env.user._ptsp_roles())

    @api.model
    def _is_for_user(self, transition):
        """Tell whether the button of a transition may show to the user at all: it is of one of the user's roles."""
        return bool(self.env.user._ptsp_roles().intersection(transition.roles))

    @api.model
    def _list_button(self, transition):
        """Return the button with which heads initial or sign all selected applications at once.

        :param Transition transition: a row of the workflow
        :return: an lxml element
        """
        return etree.Element(
            "button",
            {
                "string": self.env._(transition.label),
                "type": "object",
                "name": f"action_{transition.key}",
            },
        )

    @api.model
    def _transition_button(self, transition):
        """Return the button of a transition. It shows to whom it is open; one that needs a note asks for it.

        :param Transition transition: a row of the workflow
        :return: an lxml element
        """
        hidden = f"not id or '{transition.key}' not in available_actions"
        if transition.key in ("verify_technical", "verify_direct"):
            # One way forward at a time: to the OPD where a review is open, else on to drafting.
            hidden += " or " + ("not " if transition.key == "verify_technical" else "") + "has_open_review"
        attributes = {
            "string": self.env._(transition.label),
            "type": "object",
            "name": "action_ask_note" if transition.note else f"action_{transition.key}",
            "invisible": hidden,
        }
        if transition.note:
            attributes["context"] = str({"transition": transition.key})
        if transition.primary:
            attributes["class"] = "oe_highlight"
        if transition.key == "number":
            # One way forward at a time: the final checklist comes first.
            attributes["invisible"] += " or not final_checklist_at"
        return etree.Element("button", attributes)

    @api.model
    def _set_read_only(self, node):
        """Make a field of the form read-only outside the states in which it is written."""
        field = self._fields.get(node.get("name"))
        states = getattr(field, "editable_in", None)
        # Only fields of the application itself, not those of the lists inside its form.
        if states and not any(parent.tag == "field" for parent in node.iterancestors()):
            node.set("readonly", f"not my_turn or state not in {tuple(states)!r}")

    def action_ask_note(self):
        """Open the dialog that asks for the note of a transition, which the context names.

        :return: the action
        """
        key = self.env.context.get("transition")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.transition_note_action")
        return {
            **action,
            "name": self.env._(workflow.TRANSITIONS[key].label),
            "context": {"default_application_ids": self.ids, "default_transition": key},
        }
