from odoo import models
from odoo.fields import Domain

from ...tools.comma import with_comma


class AssessmentEvidence(models.Model):
    """What this very system shows for an aspect: a value as of the day, and the way to the records behind it.

    Each kind of evidence has two methods: ``_show_<kind>`` returns the value, in the words of official documents, and
    ``_open_<kind>`` the action. Values name no person.
    """

    _inherit = "ptsp.self.assessment.line"

    def _take_evidence(self):
        """Keep what this system shows today, in procedure mode."""
        for line in self.filtered("evidence"):
            assessment = line.assessment_id
            line.write(
                {
                    "evidence_value": getattr(line, f"_show_{line.evidence}")(
                        assessment.service_id.sudo(), assessment.year
                    )
                    or "Belum ada data.",
                    "evidence_on": assessment.company_id._ptsp_today(),
                }
            )

    def _evidence_domain(self):
        """Return the domain of what happened to the service in the year, of models that know semesters."""
        assessment = self.assessment_id
        return self._semesters_of(assessment.year) & Domain("service_id.code", "=", assessment.service_id.code)

    def _semesters_of(self, year):
        """Return the domain of the semesters of a year, at the agency."""
        return Domain("semester", "in", [f"{year}-I", f"{year}-II"]) & Domain(
            "company_id", "=", self.assessment_id.company_id.id
        )

    def _open_records(self, name, domain):
        """Return the action that shows some records.

        :param str name: XML id of the action, without the addon's name
        :param Domain domain: which
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(f"ptsp_exhibition.{name}")
        return {**action, "domain": list(domain), "context": {}}

    def _show_standards(self, service, year):
        return (
            f"{service.sop_number} Rev. {service.sop_revision}: {len(service.step_ids)} langkah, "
            f"{len(service.requirement_ids)} persyaratan, janji pelayanan {service.sla_days} hari kerja."
        )

    def _open_standards(self):
        return self.assessment_id.service_id.get_formview_action()

    def _show_promise(self, service, year):
        [(kept, missed)] = (
            self.env["ptsp.figure.promise"]
            .sudo()
            ._read_group(self._evidence_domain(), [], ["kept_count:sum", "missed_count:sum"])
        )
        if not kept and not missed:
            return ""
        kept, missed = int(kept), int(missed)
        return f"{kept} dari {kept + missed} permohonan selesai dalam janji pelayanan ({_share(kept, kept + missed)})."

    def _open_promise(self):
        return self._open_records("figure_promise_action", self._evidence_domain())

    def _show_index(self, service, year):
        published_sudo = self.env["ptsp.satisfaction.publication"].sudo().search(self._evidence_domain(), order="id")
        latest = {one.semester: one for one in published_sudo}
        return "; ".join(
            f"{semester}: IKM {with_comma(one.index, 2)} ({one.grade}), {one.respondents} responden"
            for semester, one in sorted(latest.items())
        )

    def _open_index(self):
        return self._open_records("satisfaction_publication_action", self._evidence_domain())

    def _show_improvements(self, service, year):
        domain = self._evidence_domain() & Domain("name", "!=", False)
        planned_sudo = self.env["ptsp.improvement"].sudo().search(domain)
        done = len(planned_sudo.filtered("done_on"))
        return f"{done} dari {len(planned_sudo)} perbaikan selesai." if planned_sudo else ""

    def _open_improvements(self):
        return self._open_records("improvement_action", self._evidence_domain())

    def _show_complaints(self, service, year):
        published_sudo = (
            self.env["ptsp.complaint.publication"].sudo().search(self._semesters_of(year), order="semester")
        )
        return "; ".join(f"{one.semester}: {one.tables['total']} diterima, dipublikasikan" for one in published_sudo)

    def _open_complaints(self):
        # What was published is everybody's; the register is not.
        return {"type": "ir.actions.act_url", "url": "/ptsp/complaint/figures", "target": "new"}

    def _show_opd(self, service, year):
        [(answered, in_time)] = (
            self.env["ptsp.figure.opd"]
            .sudo()
            ._read_group(self._evidence_domain(), [], ["answered_count:sum", "in_time_count:sum"])
        )
        if not answered:
            return ""
        return f"{int(in_time)} dari {int(answered)} pertimbangan teknis OPD tepat waktu ({_share(in_time, answered)})."

    def _open_opd(self):
        return self._open_records("figure_opd_action", self._evidence_domain())

    def _online_domain(self):
        """Return the domain of the applications that were registered in the year."""
        assessment = self.assessment_id
        service = assessment.service_id
        since = service._semester_span(f"{assessment.year}-I")[0]
        until = service._semester_span(f"{assessment.year}-II")[1]
        return (
            Domain("service_id.code", "=", service.code)
            & Domain("company_id", "=", assessment.company_id.id)
            & Domain("registered_at", ">=", since)
            & Domain("registered_at", "<", until)
        )

    def _show_online(self, service, year):
        ApplicationSudo = self.env["ptsp.application"].sudo()
        total = ApplicationSudo.search_count(self._online_domain())
        online = ApplicationSudo.search_count(self._online_domain() & Domain("filed_online", "=", True))
        return f"{online} dari {total} permohonan diajukan secara daring ({_share(online, total)})." if total else ""

    def _open_online(self):
        return self._open_records("application_action_all", self._online_domain() & Domain("filed_online", "=", True))

    def _show_evaluations(self, service, year):
        # How many, and nothing of what stands in them.
        groups = dict(self.env["ptsp.evaluation"].sudo()._read_group(self._semesters_of(year), ["state"], ["__count"]))
        total = sum(groups.values())
        return f"{groups.get('signed', 0)} dari {total} evaluasi kinerja telah ditandatangani." if total else ""

    def _open_evaluations(self):
        return self._open_records("evaluation_action", self._semesters_of(self.assessment_id.year))


def _share(part, whole):
    """Write a share in per cent, such as ``87,5 persen``."""
    return f"{with_comma(100 * part / whole, 1)} persen"
