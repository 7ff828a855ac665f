from odoo import api, models
from odoo.exceptions import UserError


class MinutesReport(models.Model):
    """Minutes that are closed are printed as they were stored then; until that they are set anew."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_stored_in(self):
        return super()._ptsp_stored_in() | {"ptsp_exhibition.report_survey_visit_minutes": "minutes_file_id"}


class MinutesPrinted(models.Model):
    """Minutes of visits as papers say them."""

    _inherit = "ptsp.survey.visit"

    def _printed_application(self):
        """Return the application of the visit, for who may read the visit, as superuser."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().application_id

    def _official_finding(self, finding):
        """Write what was found on site as it stands in the minutes.

        :param finding: a ``ptsp.survey.finding``
        """
        return {"met": "Sesuai", "not_met": "Tidak sesuai", "not_applicable": "Tidak berlaku"}.get(finding.result, "")

    def _official_office(self, person):
        """Write what somebody is who was there, as it stands in the minutes.

        :param person: a ``ptsp.survey.person``
        """
        said = {
            "opd": self.sudo().agency_id.name,
            "applicant": "Pemohon atau penerima kuasa",
            "office": self.sudo().application_id.company_id.name,
        }
        return ", ".join(filter(None, (person.office, said.get(person.capacity))))

    def action_print_minutes(self):
        """Print the minutes: as they were closed, or as they stand (step 10).

        :return: the action
        :raises UserError: the visit was called off
        """
        self.check_access("read")
        if any(visit.state == "called_off" for visit in self):
            raise UserError(self.env._("This visit on site was called off: there are no minutes."))
        return self.env.ref("ptsp_exhibition.action_report_survey_visit_minutes").report_action(self)
