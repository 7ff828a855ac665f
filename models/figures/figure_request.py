from odoo import api, fields, models
from odoo.tools import SQL

from ..procedure.types import APPLICANT
from ..requests.request import KINDS, STATES


class FigureRequest(models.Model):
    """What applicants were asked, one row for each thing: how often, why, and how long the file lay with them.

    The minutes are those of the control sheet: of the times in which the file was away because of this request. Of what
    an OPD asks there are none, for the file stays there.
    """

    _name = "ptsp.figure.request"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Requests to Applicants"
    _auto = False
    _order = "asked_at desc, id desc"
    _rec_name = "request_id"
    _depends = {
        "ptsp.request": [
            "application_id",
            "state",
            "desk",
            "step_id",
            "kind",
            "requirement_id",
            "phrase_id",
            "review_id",
        ],
        "ptsp.request.exchange": ["request_id", "kind", "said_at"],
        "ptsp.technical.review": ["agency_id"],
        "ptsp.control.line": ["application_id", "state", "started_at", "ended_at", "working_minutes"],
        "ptsp.application": ["company_id", "service_id"],
        "ptsp.service": ["calendar_id", "procedure"],
        "resource.calendar": ["tz"],
    }

    request_id = fields.Many2one("ptsp.request", "Asked For", readonly=True)
    application_id = fields.Many2one("ptsp.application", readonly=True)
    asked_at = fields.Datetime("Asked", readonly=True, help="When the applicant was asked first.")
    month = fields.Date(readonly=True, help="First day of the month in which the applicant was asked first.")
    desk = fields.Selection(selection="_selection_desk", readonly=True, help="The desk that asks.")
    step_id = fields.Many2one("ptsp.step", readonly=True)
    agency_id = fields.Many2one("ptsp.agency", "OPD", readonly=True, help="The OPD that asks, if one does.")
    kind = fields.Selection(KINDS, readonly=True)
    requirement_id = fields.Many2one("ptsp.requirement", "Paper", readonly=True)
    phrase_id = fields.Many2one(
        "ptsp.request.phrase", "Reason", readonly=True, help="The phrase of the library with which it was asked."
    )
    state = fields.Selection(STATES, readonly=True)
    request_count = fields.Integer("Requests", readonly=True)
    round_count = fields.Integer("Times Asked", readonly=True, help="How often the applicant was asked for it.")
    again_count = fields.Integer("Asked Again", readonly=True, help="How often an answer did not do.")
    accepted_count = fields.Integer("Accepted", readonly=True)
    applicant_minutes = fields.Float(
        "With Applicant (min)",
        readonly=True,
        # One file is away for several things at once: their minutes add up to nothing.
        aggregator="avg",
        digits=(16, 1),
        help="Working minutes in which the file lay with the applicant because of it. Empty for what an OPD asks: "
        "the file stays there.",
    )

    @api.model
    def _selection_desk(self):
        return self.env["ptsp.service"]._selection_state()

    @property
    def _table_query(self):
        return SQL(
            """SELECT request.id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      request.id AS request_id,
                      request.application_id,
                      said.asked_at,
                      date_trunc('month', %(local)s)::date AS month,
                      request.desk,
                      request.step_id,
                      review.agency_id,
                      request.kind,
                      request.requirement_id,
                      request.phrase_id,
                      request.state,
                      1 AS request_count,
                      said.round_count,
                      said.round_count - 1 AS again_count,
                      CASE WHEN request.state = 'accepted' THEN 1 ELSE 0 END AS accepted_count,
                      away.minutes AS applicant_minutes
                 FROM ptsp_request request
                 JOIN ptsp_application application ON application.id = request.application_id
                 JOIN ptsp_service service ON service.id = application.service_id
                 JOIN resource_calendar calendar ON calendar.id = service.calendar_id
                 JOIN (SELECT request_id, MIN(said_at) AS asked_at, COUNT(*) AS round_count
                         FROM ptsp_request_exchange
                        WHERE kind IN ('asked', 'asked_again')
                     GROUP BY request_id) said ON said.request_id = request.id
            LEFT JOIN ptsp_technical_review review ON review.id = request.review_id
            LEFT JOIN (%(away)s) away ON away.request_id = request.id""",
            semester=self._sql_semester(SQL("said.asked_at")),
            local=self._sql_local(SQL("said.asked_at")),
            away=self._sql_away(),
        )

    @api.model
    def _sql_away(self):
        """Return the SQL of the working minutes in which files lay with applicants, for each request that sent them."""
        return SQL(
            """SELECT sent.request_id, SUM(line.working_minutes) AS minutes
                 FROM ptsp_request_exchange sent
                 JOIN ptsp_request request ON request.id = sent.request_id AND request.review_id IS NULL
                 JOIN ptsp_control_line line
                   ON line.application_id = request.application_id AND line.started_at = sent.said_at
                 JOIN ptsp_application application ON application.id = line.application_id
                 JOIN ptsp_service service ON service.id = application.service_id
                WHERE sent.kind IN ('asked', 'asked_again')
                  AND line.ended_at IS NOT NULL
                  AND %s
             GROUP BY sent.request_id""",
            self._sql_states(lambda procedure: procedure.states_awaiting(APPLICANT)),
        )

    def action_open_application(self):
        """Open the application of which the applicant was asked.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action")
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": self.application_id.id}
