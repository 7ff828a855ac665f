import base64
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from odoo import api, fields, models

from ..models.workflow import APPLICANT, PROCEDURE
from ..tools import working_time
from . import papers
from .histories import DEFICIENCIES, HISTORIES, NOTES, OPINIONS
from .history import OPINION

_MODULE = "ptsp_exhibition"
#: Words in the names of the calendars that Odoo brings along.
HOURS = {
    "Monday": "Senin",
    "Tuesday": "Selasa",
    "Wednesday": "Rabu",
    "Thursday": "Kamis",
    "Friday": "Jumat",
    "Morning": "Pagi",
    "Lunch": "Istirahat",
    "Afternoon": "Siang",
    "Standard": "Standar",
    "Flexible": "Luwes",
    "hours/week": "jam/minggu",
}
#: How far back the histories may reach.
_DAYS_BACK = 120


class PtspDemo(models.AbstractModel):
    """Walks the demo applications through the procedure, each step by an officer of its role.

    All steps of all applications are made in the order of time, so that numbers and control sheets read as
    if the agency had worked like that. Nothing is written past the procedure.
    """

    _name = "ptsp.demo"
    _description = "Demo Data"

    @api.model
    def _deliver_to_inbox(self):
        """Let officers find what concerns them in Odoo, and never send them e-mails."""
        officers = self.env["res.users"].search([("email", "=like", "%@dpmptsp.example.com")])
        officers.notification_type = "inbox"

    @api.model
    def _speak_both_languages(self):
        """Let officers read Indonesian and English, whatever language the database was made in."""
        for code in ("id_ID", "en_US"):
            self.env["res.lang"]._activate_lang(code)

    @api.model
    def _name_hours(self):
        """Call the hours that Odoo brings along what officers of the demo call them: Odoo keeps them in English."""
        for lines in (
            self.env["resource.calendar.attendance"],
            self.env["resource.calendar"].with_context(active_test=False),
        ):
            for line in lines.search([("name", "!=", False)]):
                name = line.name
                for english, indonesian in HOURS.items():
                    name = name.replace(english, indonesian)
                if name != line.name:
                    line.name = name

    @api.model
    def _ask_nobody(self):
        """Let Odoo ask no service outside about the agency of the demo, which is invented."""
        company = self.env.ref("base.main_company")
        if "iap_enrich_auto_done" in company._fields:
            company.iap_enrich_auto_done = True

    @api.model
    def _load_applications(self):
        """File the applications of ``HISTORIES`` and bring each to its state, unless that has been done."""
        partner = self.env.ref(f"{_MODULE}.{HISTORIES[0].partner}")
        if self.env["ptsp.application"].search_count([("partner_id", "=", partner.id)], limit=1):
            return
        # Demo data is loaded before translations, but what officers read and write here is Indonesian.
        self.env["ir.module.module"]._load_module_terms([_MODULE], ["id_ID"])
        applications = {}
        for moment, number, _position, step in self._plan():
            history = HISTORIES[number]
            with self._at(moment):
                if step is None:
                    applications[number] = self._file(number, history)
                else:
                    self._make_step(applications[number], number, history, step)
            self._date_messages(applications[number], moment)
        # They stay to be seen, but nobody gets them.
        messages = self.env["ptsp.application"].browse(app.id for app in applications.values()).message_ids
        self.env["mail.mail"].search([("mail_message_id", "in", messages.ids), ("state", "=", "outgoing")]).cancel()
        # The outbox shows them as if they had arrived, and none is left for the job that sends.
        told = self.env["ptsp.notice"]._as_procedure().search([("state", "!=", "sent")])
        for notice in told.filtered(
            lambda notice: notice.application_id.id in {app.id for app in applications.values()}
        ):
            notice._note("sent", address=notice.recipient_id.email or "")

    # When

    def _date_messages(self, application, moment):
        """Let what was written about an application just now have been written at ``moment``.

        What is written about an application stays as it is; so this goes past Odoo.
        """
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_message SET date = %s WHERE model = %s AND res_id = %s AND date > %s",
            (moment, application._name, application.id, moment),
        )
        application.message_ids.invalidate_recordset(["date"])

    @contextmanager
    def _at(self, moment):
        """Make what happens inside happen at ``moment``.

        The procedure dates everything by the clock, and lets nobody enter a date, not even the superuser.
        To show files that have been worked on for weeks, the clock itself is put back while they are made.
        """
        with (
            patch.object(fields.Datetime, "now", lambda *args: moment),
            patch.object(self.env.cr, "now", lambda: moment),
        ):
            yield
            self.env.flush_all()

    def _plan(self):
        """Return what is done when, in the order of time.

        :return: list of moment, number of the history, position, and step; the step None is the filing
        """
        service = self.env.ref(f"{_MODULE}.service_par_05")
        now = fields.Datetime.now()
        begin = now - timedelta(days=_DAYS_BACK)
        intervals = service._working_intervals(begin, now)
        worked = working_time.minutes_between(intervals, begin, now)

        def moment(minutes):
            """Return the moment that many working minutes before now."""
            return working_time.advance(intervals, begin, worked - minutes)

        plan = []
        for number, history in enumerate(HISTORIES):
            lags = history.lags(number)
            if history.at_risk:
                lags = self._wait_until_at_risk(service, moment, lags, history.ago)
            left = history.ago + sum(lag for _step, lag in lags)
            plan.append((moment(left), number, 0, None))
            for position, (step, lag) in enumerate(lags, start=1):
                left -= lag
                plan.append((moment(left), number, position, step))
        return sorted(plan, key=lambda item: item[:3])

    def _wait_until_at_risk(self, service, moment, lags, ago):
        """Stretch the time with the applicant so that the promise is at risk now, whatever the hour.

        The promise is as long as the days on which it falls, so the day on which it begins is looked for.
        """
        steps = [step for step, _lag in lags]
        after_registration = [lag for _step, lag in lags[steps.index("register") + 1 :]]
        pause = lags[steps.index("hand_in_correction")][1]
        spent = ago + sum(after_registration) - pause
        for pause in range(60, 3000, 15):
            start = moment(spent + pause)
            promised = service._working_minutes(start, service._end_of_working_day(start, service.sla_days))
            if 0.78 < spent / promised < 0.96:
                break
        return [(step, pause if step == "hand_in_correction" else lag) for step, lag in lags]

    # Who

    def _officer(self, role, number):
        """Return an officer of the role. Where there are two, they share the applications."""
        first = self.env.ref(f"{_MODULE}.user_{role}")
        second = self.env.ref(f"{_MODULE}.user_{role}_2", raise_if_not_found=False)
        return second if second and number % 2 else first

    def _as_user(self, records, user):
        """Return the records as the user has them on the screen."""
        return records.with_user(user).with_context(lang=user.lang, tz=user.tz)

    # What

    def _file(self, number, history):
        """File an application for whoever applies (step 3)."""
        service = self.env.ref(f"{_MODULE}.{history.service}")
        today = service._today()
        partner = self.env.ref(f"{_MODULE}.{history.partner}")
        applicant = self.env.ref(f"{_MODULE}.{history.applicant}").partner_id if history.applicant else partner
        values = {
            "service_id": service.id,
            "partner_id": applicant.id,
            "applicant_identity": f"64720{number % 10}{10 + number:02d}0785{number + 1:04d}",
            "details": self._details(service, history.details, today),
            **history.declared(partner, today),
        }
        if history.representative:
            values |= {
                "is_represented": True,
                "representative_id": self.env.ref(f"{_MODULE}.{history.representative}").id,
            }
        officer = self._officer("information" if number % 3 else "customer_service", number)
        application = self._as_user(self.env["ptsp.application"], officer).create(values)
        if history.papers:
            self._attach_papers(application, history)
        return application.with_env(self.env)

    def _details(self, service, details, today):
        """Return the details of an application as Odoo keeps them.

        :param service: the ``ptsp.service`` that asks for them
        :param dict details: values by placeholders; options by their labels; days as a ``timedelta`` from today
        :param date today: the agency's date
        """
        values = {}
        for detail in service._details():
            value = details.get(detail.placeholder)
            keys = {label: key for key, label in detail.options}
            if isinstance(value, timedelta):
                value = fields.Date.to_string(today + value)
            elif isinstance(value, tuple):
                value = [keys[label] for label in value]
            elif keys:
                value = keys.get(value)
            values[detail.name] = value
        return values

    def _attach_papers(self, application, history):
        """Attach scans to some lines of the checklist."""
        facts = [
            history.event,
            history.theme,
            f"{history.venue}, {history.city}",
            f"{history.visitors} pengunjung, {history.booths} stan",
        ]
        files = {
            "requirement_id": ("KTP.pdf", papers.letter("Fotokopi KTP", ["Provinsi Kalimantan Timur", "Contoh"])),
            "requirement_site_plan": ("Denah.png", papers.site_plan(history.booths)),
            "requirement_proposal": ("Proposal.pdf", papers.letter("Proposal Kegiatan", facts)),
        }
        for line in application.checklist_ids:
            [xml_id] = line.requirement_id.get_external_id().values()
            if file := files.get(xml_id.removeprefix(f"{_MODULE}.")):
                name, content = file
                attachment = application.env["ir.attachment"].create({"name": name, "raw": content})
                line.attachment_ids = attachment

    def _make_step(self, application, number, history, step):
        """Do what must be done before a button is pressed, then press it."""
        if step == OPINION:
            self._issue_opinion(application, number)
            return
        if step in ("submit", "resubmit", "withdraw") and history.applicant:
            user = self.env.ref(f"{_MODULE}.{history.applicant}")
        else:
            role = next(role for role in PROCEDURE.transitions[step].roles if role != APPLICANT)
            user = self._officer(role, number)
        application = self._as_user(application, user)
        prepare = getattr(self, f"_prepare_{step}", None)
        if prepare:
            prepare(application, history)
        getattr(application, f"action_{step}")(NOTES.get(step))

    def _prepare_accept(self, application, history):
        """Mark the checklist: what has no file lies on the counter."""
        application._papers_not_seen().write({"paper_seen": True})
        application.action_mark_checklist_ok()

    def _prepare_register(self, application, history):
        application.action_mark_checklist_ok()

    def _prepare_verify_direct(self, application, history):
        application.action_mark_checklist_ok()
        self._drop_proposals(application)

    def _drop_proposals(self, application):
        """Decide that what the catalogue proposes beside what is asked is not needed."""
        proposals = application.proposal_ids.filtered(lambda proposal: proposal.state == "proposed")
        if proposals:
            proposals.action_drop("Sudah tercakup dalam izin keramaian.")

    def _prepare_verify_technical(self, application, history):
        application.action_mark_checklist_ok()
        application.env["ptsp.technical.review"].create(
            [
                {
                    "application_id": application.id,
                    "agency_id": self.env.ref(f"{_MODULE}.{agency}").id,
                    "kind": OPINIONS[agency][0],
                }
                for agency in history.agencies
            ]
        )
        self._drop_proposals(application)

    def _prepare_return_incomplete(self, application, history):
        self._mark_deficient(application, "return_incomplete", "service_result")

    def _prepare_request_correction(self, application, history):
        self._mark_deficient(application, "request_correction", "verification_result")

    def _mark_deficient(self, application, transition, column):
        application.action_mark_checklist_ok()
        for requirement, note in DEFICIENCIES[transition]:
            requirement = self.env.ref(f"{_MODULE}.{requirement}")
            line = application.checklist_ids.filtered(lambda line, wanted=requirement: line.requirement_id == wanted)
            if line:
                line.write({column: "deficient", "note": note})

    def _prepare_resubmit(self, application, history):
        self._answer(application)

    def _prepare_hand_in_correction(self, application, history):
        self._answer(application)

    def _answer(self, application):
        """Answer what was asked, with the paper that the applicant has brought."""
        for request in application._requests_sent():
            content = papers.letter("Surat Perbaikan", [request.name[:60], request.text[:60]])
            file = {"name": "Perbaikan.pdf", "datas": base64.b64encode(content).decode()}
            request.action_answer("Surat yang diperbaiki terlampir.", [file])

    def _prepare_dispatch(self, application, history):
        waiting = application.review_ids.filtered(lambda review: review.state == "sent")
        waiting.action_prepare_delivery()
        for number, sheet in enumerate(waiting.delivery_id):
            [xml_id] = sheet.agency_id.get_external_id().values()
            _kind, recipient, *_answer = OPINIONS[xml_id.removeprefix(f"{_MODULE}.")]
            signature = base64.b64encode(papers.signature(number))
            sheet.write({"received_by": recipient, "receipt_signature": signature})
            sheet.action_receive()

    def _issue_opinion(self, application, number):
        """Answer in the name of the next OPD (step 10): a member does, or an officer notes the OPD's letter."""
        review = application.review_ids.filtered(lambda review: review.state == "sent")[:1]
        user = review.agency_id.member_ids[:1] or self._officer("processing", number)
        [xml_id] = review.agency_id.get_external_id().values()
        _kind, _recipient, opinion, result = OPINIONS[xml_id.removeprefix(f"{_MODULE}.")]
        today = application.service_id._local_day(fields.Datetime.now())
        letter_number = f"500.11/{120 + review.id}/PERTEK/{today.year}"
        self._as_user(review, user).action_issue(opinion, letter_number, today, opinion_kind=result)

    def _prepare_submit_draft(self, application, history):
        application.write(
            {"decision": "refused", "refusal_reason": history.refusal}
            if history.refusal
            else {"decision": "recommended"}
        )

    def _prepare_release(self, application, history):
        application.action_confirm_final_checklist()

    def _prepare_hand_over(self, application, history):
        representative = application.representative_id
        application.write(
            {
                "recipient_name": (representative or application.partner_id).name,
                "recipient_identity": application.applicant_identity,
                "recipient_identity_kind": "ktp",
                "recipient_signature": base64.b64encode(papers.signature(application.id)),
                "read_item_ids": [fields.Command.set(application.service_id.handover_item_ids.ids)],
                "recipient_is_representative": bool(representative),
                "power_of_attorney_seen": bool(representative),
            }
        )
