from odoo import api, models
from odoo.exceptions import UserError, ValidationError


class RequestChecks(models.Model):
    """Who prepares requests where, and what of an application can be asked for."""

    _inherit = "ptsp.request"

    @api.constrains("application_id", "kind", "checklist_line_id", "field_name", "paper_name", "phrase_id")
    def _check_what_is_asked(self):
        for request in self:
            if problem := request._problem():
                raise ValidationError(problem)

    def _problem(self):
        """Tell what is wrong with what is asked for: one sentence, or nothing."""
        self.ensure_one()
        application = self.application_id
        if self.kind == "paper" and self.checklist_line_id.application_id != application:
            return self.env._("Choose which paper of the checklist of %(name)s is asked for.", name=application.name)
        if self.kind == "data" and self.field_name not in application._askable():
            return self.env._("Choose which detail of %(name)s the applicant shall enter anew.", name=application.name)
        if self.kind == "extra_paper" and not (self.paper_name or "").strip():
            return self.env._("Write what the additional paper is called that the applicant shall hand in.")
        # Each kind says what is asked for in a field of its own.
        other = {"paper": "checklist_line_id", "data": "field_name", "extra_paper": "paper_name"}
        for kind, name in other.items():
            if self[name] and self.kind != kind:
                return self.env._(
                    "%(field)s does not belong to a request of this kind. Leave it empty, or choose another kind.",
                    field=self._fields[name]._description_string(self.env),
                )
        # Whoever asks may be an OPD, which does not read the library.
        phrase_sudo = self.sudo().phrase_id
        if phrase_sudo and phrase_sudo.service_id != application.sudo().service_id:
            return self.env._("Choose a phrase of the service of %(name)s.", name=application.name)
        if self.kind == "paper" and self._asked_already():
            return self.env._("%(paper)s is asked for already. Change that request instead.", paper=self.name)
        return None

    def _asked_already(self):
        """Tell whether the same desk asks for the same paper in another request that is still open."""
        others = self.application_id.sudo().request_ids._open() - self
        return any(
            other.checklist_line_id == self.checklist_line_id and other.review_id == self.sudo().review_id
            for other in others.filtered(lambda other: not other.desk or not self.desk or other.desk == self.desk)
        )

    def _check_may_prepare(self, drops=False):
        """Refuse to prepare, change or drop requests wherever and for whomever it is not the time.

        :param bool drops: they are about to be deleted
        :raises UserError: the file is on a desk that does not ask, or the request was sent, or is another desk's
        """
        self.application_id._lock_for_procedure()
        for request in self:
            if reason := request._why_not_prepared(drops):
                raise UserError(reason)

    def _why_not_prepared(self, drops=False):
        """Tell why the user may not prepare, change or drop the request now: one sentence, or nothing.

        What a desk that cannot send has prepared travels on with the file: whoever can send it may also drop it.

        :param bool drops: it is about to be deleted
        """
        self.ensure_one()
        application = self.application_id
        state = application._state()
        roles = self.env.user._ptsp_roles(application.company_id)
        if "requests" not in state.opens or not roles.intersection(state.roles):
            return self.env._(
                "What the applicant of %(name)s is asked is prepared by the desk that has the file, "
                "while it is at: %(states)s.",
                name=application.name,
                states=application._labels_of_states_opening("requests"),
            )
        if self.state != "prepared" or self.round:
            return self.env._(
                "%(request)s was sent to the applicant and stays as it is. Accept the answer, or ask again.",
                request=self.name,
            )
        own = not self.desk or self._is_of_present_desk() or (drops and application._can_send_requests())
        if not own or self.sudo().review_id:
            return self.env._("%(request)s is asked by another desk, which alone changes it.", request=self.name)
        return None

    def _is_of_present_desk(self):
        """Tell whether the desk that asks is the role whose turn it is now."""
        self.ensure_one()
        application_sudo = self.application_id.sudo()
        asking = application_sudo._procedure().states.get(self.desk)
        return bool(asking) and not set(asking.roles).isdisjoint(application_sudo._state().roles)
