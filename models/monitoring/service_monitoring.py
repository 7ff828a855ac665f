import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

_logger = logging.getLogger(__name__)

_OFFSETS = ("escalate_section_hours", "escalate_division_hours", "escalate_agency_hours")
_CORRECTION_DAYS = ("correction_first_days", "correction_second_days", "correction_close_days")


class ServiceMonitoring(models.Model):
    """When the monitoring warns, reminds and escalates: settings of each service."""

    _inherit = "ptsp.service"

    escalate_section_hours = fields.Float(
        "Section Head After",
        default=0,
        tracking=True,
        help="Working hours after the deadline until the section head is told of an overdue application.",
    )
    escalate_division_hours = fields.Float(
        "Division Head After",
        default=4,
        tracking=True,
        help="Working hours after the deadline until the division head is told as well.",
    )
    escalate_agency_hours = fields.Float(
        "Agency Head After",
        default=8,
        tracking=True,
        help="Working hours after the deadline until the agency head is told as well.",
    )
    correction_first_days = fields.Integer(
        "First Reminder After",
        default=3,
        tracking=True,
        help="Working days after which an applicant who owes a correction is reminded by e-mail.",
    )
    correction_second_days = fields.Integer(
        "Second Reminder After",
        default=10,
        tracking=True,
        help="Working days after which the applicant is reminded once more.",
    )
    correction_close_days = fields.Integer(
        "Propose to Close After",
        default=30,
        tracking=True,
        help="Working days after which Customer Service is asked to close an application that the applicant has left.",
    )

    opinion_warn_days = fields.Integer(
        "Warn of Opinions Before",
        default=1,
        tracking=True,
        help="Working days before an opinion is due on which OPD, liaison and processing are told. 0 tells nobody.",
    )

    _opinion_warn_days_positive = models.Constraint(
        "CHECK (opinion_warn_days >= 0)", "The working days before an opinion is due cannot be negative."
    )

    @api.constrains(*_OFFSETS)
    def _check_escalation(self):
        for service in self:
            offsets = [service[name] for name in _OFFSETS]
            if offsets[0] < 0 or offsets != sorted(offsets):
                raise ValidationError(
                    self.env._(
                        "The working hours after which the heads of %(service)s are told must not be negative, and the "
                        "section head is told first, the agency head last. Enter hours such as 0, 4 and 8.",
                        service=service.display_name,
                    )
                )

    @api.constrains(*_CORRECTION_DAYS)
    def _check_correction_days(self):
        for service in self:
            days = [service[name] for name in _CORRECTION_DAYS]
            if days[0] < 1 or days != sorted(set(days)):
                raise ValidationError(
                    self.env._(
                        "The working days until the reminders and the closing of a correction of %(service)s must be "
                        "at least 1 and follow each other. Enter days such as 3, 10 and 30.",
                        service=service.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if {*_OFFSETS, *_CORRECTION_DAYS, "opinion_warn_days"}.intersection(vals):
            self.env["ptsp.application"]._reschedule_alerts(fields.Domain("service_id", "in", self.ids))
        return result

    @api.model
    def _open_at(self, moment):
        """Return the services, of every revision, whose service hours a moment falls into.

        A service whose hours cannot be read is left out, and its managers are told; the others go on.

        :param datetime moment: naive, in UTC
        """
        services = self.with_context(active_test=False).search([("calendar_id", "!=", False)])
        return services.filtered(lambda service: service._is_open_at(moment))

    def _is_open_at(self, moment):
        """Tell whether a moment falls into the service hours. Where that cannot be told, the managers hear of it."""
        self.ensure_one()
        try:
            with self.env.cr.savepoint(flush=False):
                return bool(self._working_minutes(moment, moment + timedelta(minutes=1)))
        except Exception as error:
            _logger.exception("The service hours of %s cannot be read", self.id)
            self._report_unwatched(self.display_name, error)
            return False

    def _report_unwatched(self, name, error):
        """Tell the managers what the monitoring could not look at. Once, until they have seen to it.

        :param str name: of the application or service
        :param Exception error: what went wrong
        """
        self.ensure_one()
        self.env["res.users"]._ptsp_tell_managers(
            "ptsp_exhibition.activity_unwatched",
            # A to-do, but no e-mail: the counters may be closed.
            self.with_context(mail_activity_quick_update=True),
            lambda env: {
                "summary": env._("The monitoring cannot look at %(name)s: correct what it says below", name=name),
                "note": str(error),
            },
        )
