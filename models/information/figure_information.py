from odoo import fields, models
from odoo.tools import SQL

from .information_contact import CHANNELS


class FigureInformation(models.Model):
    """What people ask: one row for each contact of the information desk, without anything of who has asked."""

    _name = "ptsp.figure.information"
    _inherit = ["ptsp.figure.mixin"]
    _description = "What People Ask"
    _auto = False
    _order = "begun_at desc, id desc"
    _depends = {
        "ptsp.information.contact": [
            "company_id",
            "service_id",
            "topic_id",
            "channel",
            "begun_at",
            "minutes",
            "ended_at",
            "sending_count",
            "led_to_application",
        ],
        "ptsp.service": ["calendar_id"],
        "res.company": ["resource_calendar_id"],
        "resource.calendar": ["tz"],
    }

    topic_id = fields.Many2one("ptsp.information.topic", readonly=True)
    channel = fields.Selection(CHANNELS, readonly=True)
    begun_at = fields.Datetime("When", readonly=True)
    month = fields.Date(readonly=True, help="First day of the month in which it was asked.")
    contact_count = fields.Integer("Contacts", readonly=True)
    minutes = fields.Float(
        readonly=True, aggregator="avg", digits=(16, 1), help="Minutes on average. Empty where no end was noted."
    )
    all_minutes = fields.Float("Minutes in All", readonly=True, digits=(16, 1))
    sending_count = fields.Integer("E-mails with Forms", readonly=True)
    application_count = fields.Integer("Applications Begun", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT contact.id,
                      contact.company_id,
                      contact.service_id,
                      %(semester)s AS semester,
                      contact.topic_id,
                      contact.channel,
                      contact.begun_at,
                      date_trunc('month', %(local)s)::date AS month,
                      1 AS contact_count,
                      CASE WHEN contact.ended_at IS NOT NULL THEN contact.minutes END AS minutes,
                      contact.minutes AS all_minutes,
                      contact.sending_count,
                      CASE WHEN contact.led_to_application THEN 1 ELSE 0 END AS application_count
                 FROM ptsp_information_contact contact
                 JOIN res_company company ON company.id = contact.company_id
            LEFT JOIN ptsp_service service ON service.id = contact.service_id
            LEFT JOIN resource_calendar calendar
                   ON calendar.id = COALESCE(service.calendar_id, company.resource_calendar_id)""",
            semester=self._sql_semester(SQL("contact.begun_at")),
            local=self._sql_local(SQL("contact.begun_at")),
        )
