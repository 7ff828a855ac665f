from odoo import api, fields, models


class ApplicationNote(models.Model):
    """What an officer writes for the control sheet before pressing a button, and what the desks wrote there.

    *Considerations and advice* to the superior are written on the sheet also where the file simply goes on (steps 7,
    12, 13 and 14). The next button carries along what stands in the box, for whoever wrote it and for nobody else.
    """

    _inherit = "ptsp.application"

    control_note = fields.Text(
        "For the Control Sheet",
        copy=False,
        max_chars=2000,
        max_lines=50,
        groups="ptsp_exhibition.group_staff",
        help="Considerations and advice to whoever is next. The next button that you press takes it along.",
    )
    control_note_by_id = fields.Many2one(
        "res.users",
        "Written by",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        groups="ptsp_exhibition.group_staff",
    )
    control_note_is_mine = fields.Boolean(compute="_compute_control_note_is_mine", groups="ptsp_exhibition.group_staff")
    noted_line_ids = fields.One2many(
        "ptsp.control.line",
        string="Considerations and Advice",
        compute="_compute_noted_line_ids",
        groups="ptsp_exhibition.group_reader",
        help="What the desks wrote on the control sheet, the latest first, beside what the banner says.",
    )

    advice = fields.Text(
        compute="_compute_advice",
        groups="ptsp_exhibition.group_reader",
        help="What the desks wrote on the control sheet, the latest first, as one text.",
    )

    @property
    def _closed_to_defaults(self):
        return super()._closed_to_defaults | {"control_note"}

    @api.depends("control_note", "control_note_by_id")
    @api.depends_context("uid")
    def _compute_control_note_is_mine(self):
        for application in self:
            application.control_note_is_mine = application.control_note_by_id == self.env.user

    @api.depends("control_ids.note", "control_ids.ended_at")
    def _compute_noted_line_ids(self):
        for application in self:
            # What the banner says stands there once.
            lines = application._noted_lines() - application._line_off_the_way()
            application.noted_line_ids = lines.sorted("sequence", reverse=True)

    @api.depends("control_ids.note", "control_ids.ended_at")
    def _compute_advice(self):
        for application in self:
            lines = application._noted_lines().sorted("sequence", reverse=True)
            application.advice = "\n".join(f"{line.user_id.name}: {line.note}" for line in lines)

    @api.model_create_multi
    def create(self, vals_list):
        applications = super().create(vals_list)
        noted = [bool(vals.get("control_note")) for vals in vals_list]
        self.browse(
            application.id for application, is_noted in zip(applications, noted, strict=True) if is_noted
        )._remember_writer()
        return applications

    def write(self, vals):
        result = super().write(vals)
        if "control_note" in vals and not self._is_procedure:
            self._remember_writer()
        return result

    def _remember_writer(self):
        """Remember the user as who wrote the notes that stand in the boxes."""
        if self:
            self._as_procedure().write({"control_note_by_id": self.env.uid})

    def _note_for_sheet(self, given):
        """Return what goes into the control sheet with a transition.

        :param str given: what came along with the call; None where nothing did, so that the box on the form counts
        :return: str; empty where the user wrote nothing
        """
        self.ensure_one()
        if given is not None:
            return given
        # Whoever may make the transition, as the applicant, need not be somebody who sees the box.
        application_sudo = self.sudo()
        if application_sudo.control_note_by_id != self.env.user:
            return ""
        return (application_sudo.control_note or "").strip()

    def _noted_lines(self):
        """Return the closed lines of the control sheet on which somebody wrote something, in their order."""
        self.ensure_one()
        return self.control_ids.filtered(lambda line: line.ended_at and line.note).sorted("sequence")
