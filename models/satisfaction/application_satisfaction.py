import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, consteq, hmac

from .service_satisfaction import DAYS_OPEN

#: How a questionnaire was come by: the letter in the address, the key, its name.
_LETTERS = {"l": "link", "q": "qr", "t": "tablet"}
_TOKEN = re.compile(r"([lqt])([1-9]\d{0,8})-([0-9a-f]{32})")
PAGE = "/ptsp/satisfaction"


class ApplicationSatisfaction(models.Model):
    """That somebody has answered the questionnaire, and how; not what, and not when (steps 16 and 17).

    The address of the questionnaire is derived from the application and this database's secret, and stored nowhere.
    """

    _inherit = "ptsp.application"

    satisfaction_channel = fields.Selection(
        [("link", "Link"), ("qr", "QR Code"), ("tablet", "Tablet"), ("paper", "Form on Paper")],
        "Questionnaire Answered",
        readonly=True,
        copy=False,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="That the questionnaire was answered, and by which way. What was answered is kept apart: nobody can tell "
        "which answer belongs to which application.",
    )
    satisfaction_entered_by_id = fields.Many2one(
        "res.users",
        "Paper Answer Entered by",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        groups="ptsp_exhibition.group_reader",
    )
    may_ask_satisfaction = fields.Boolean(compute="_compute_may_ask_satisfaction")

    #: All that the figures of the index read of applications, so that they read nothing else.
    _handed_over_index = models.Index(
        "(service_id, handed_over_at, satisfaction_channel, id) WHERE handed_over_at IS NOT NULL"
    )

    @api.depends_context("uid")
    @api.depends("state", "handed_over_at")
    def _compute_may_ask_satisfaction(self):
        for application in self:
            application.may_ask_satisfaction = (
                bool(application.handed_over_at)
                and application._is_at_pickup()
                and application._satisfaction_status() == "open"
            )

    def _is_at_pickup(self):
        """Tell whether the user hands letters over in the agency of the application."""
        return "pickup" in self.env.user._ptsp_roles(self.sudo().company_id)

    def _satisfaction_survey(self):
        """Return the questionnaire of the application's service, as superuser; possibly none."""
        service_sudo = self.sudo().service_id
        survey_sudo = service_sudo.questionnaire_id
        return survey_sudo if survey_sudo.active and service_sudo.company_id.ptsp_uses_satisfaction else survey_sudo[:0]

    def _satisfaction_status(self):
        """Tell whether the questionnaire can be answered now.

        :return: ``none``, ``early`` (not handed over yet), ``answered``, ``late`` or ``open``
        """
        self.ensure_one()
        application_sudo = self.sudo()
        if not self._satisfaction_survey():
            return "none"
        if application_sudo.satisfaction_channel:
            return "answered"
        if not application_sudo.handed_over_at:
            return "early"
        closes = fields.Datetime.add(application_sudo.handed_over_at, days=DAYS_OPEN)
        return "late" if closes <= fields.Datetime.now() else "open"

    # The address

    def _satisfaction_token(self, channel):
        """Return what stands in the address of the questionnaire.

        :param str channel: ``link``, ``qr`` or ``tablet``
        """
        self.ensure_one()
        # The database's secret is for the superuser only.
        proof = hmac(self.env(su=True), "ptsp-satisfaction", f"{channel}/{self.id}")[:32]
        return f"{channel[0]}{self.id}-{proof}"

    @api.model
    def _with_satisfaction_token(self, token):
        """Return the application of an address and the way by which it came, as superuser: the address is the right.

        :param str token: as it was opened
        :return: pair of the application, possibly none, and the channel
        """
        none_sudo = self.sudo().browse()
        match = _TOKEN.fullmatch(token)
        if not match:
            return none_sudo, ""
        channel = _LETTERS[match[1]]
        application_sudo = none_sudo.browse(int(match[2]))
        if not consteq(application_sudo._satisfaction_token(channel), token):
            return none_sudo, ""
        return application_sudo.exists(), channel

    def _questionnaire_url(self, channel="link"):
        """Return the address under which the questionnaire is answered; empty where it is not asked.

        :param str channel: ``link``, ``qr`` or ``tablet``
        """
        self.ensure_one()
        if self._satisfaction_status() not in ("early", "open"):
            return ""
        return f"{self.get_base_url()}{PAGE}/{self._satisfaction_token(channel)}"

    def _is_questionnaire_open(self):
        return self._satisfaction_status() == "open"

    def _questionnaire_qr(self):
        """Return the address of the questionnaire as a picture for the proof of hand-over.

        It is printed for who hands the letter over and who receives it, so that nobody else answers.

        :return: the picture; empty where there is none to be printed
        """
        self.ensure_one()
        if not self._is_at_pickup() and not self.env.user._is_portal():
            return ""
        address = self._questionnaire_url("qr")
        return address and self._official_qr(address)

    # At the counter

    def _check_may_ask(self):
        """Refuse where the questionnaire cannot be answered at the counter now.

        :raises AccessError: the user does not hand letters over
        :raises UserError: it was answered, is closed, or the letter was not handed over
        """
        self.ensure_one()
        self.check_access("read")
        if not self._is_at_pickup():
            raise AccessError(self.env._("The questionnaire is given at the pick-up desk. Ask a colleague there."))
        reasons = {
            "none": self.env._("This service asks no questionnaire."),
            "early": self.env._("Hand the letter of %(name)s over first.", name=self.name),
            "answered": self.env._("The questionnaire of %(name)s was answered already.", name=self.name),
            "late": self.env._(
                "The questionnaire of %(name)s is closed: it is open for %(days)s days.",
                name=self.name,
                days=str(DAYS_OPEN),
            ),
        }
        if reason := reasons.get(self._satisfaction_status()):
            raise UserError(reason)

    def action_questionnaire_on_tablet(self):
        """Open the questionnaire on the tablet of the counter (step 16).

        :return: the action that opens the page
        :raises AccessError: the user does not hand letters over
        :raises UserError: it cannot be answered now
        """
        self._check_may_ask()
        return {"type": "ir.actions.act_url", "url": self._questionnaire_url("tablet"), "target": "new"}

    def action_enter_paper_answer(self):
        """Open the dialog in which an answer on paper is entered.

        :return: the action
        :raises AccessError: the user does not hand letters over
        :raises UserError: it cannot be answered now
        """
        self._check_may_ask()
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.satisfaction_paper_action")
        return {**action, "context": {"default_application_id": self.id}}

    # The answer

    def _take_answer(self, channel, answers):
        """Keep that the questionnaire was answered, and put what was answered into the box.

        :param str channel: key of ``satisfaction_channel``
        :param dict answers: from ids of questions to what was answered, as :meth:`_read_answers` returns them
        :return: False where somebody else was quicker
        """
        self.ensure_one()
        if self._satisfaction_status() != "open":
            return False
        application_sudo = self.sudo()
        self.env.flush_all()
        # Not by the ORM: the time of the last change would tell when it was answered.
        self.env.cr.execute(
            SQL(
                """UPDATE ptsp_application SET satisfaction_channel = %s, satisfaction_entered_by_id = %s
                    WHERE id = %s AND satisfaction_channel IS NULL""",
                channel,
                self.env.uid if channel == "paper" else None,
                self.id,
            )
        )
        if not self.env.cr.rowcount:
            return False
        application_sudo.invalidate_recordset(["satisfaction_channel", "satisfaction_entered_by_id"])
        service_sudo = application_sudo.service_id
        semester = service_sudo._satisfaction_semester(application_sudo.handed_over_at)
        self.env["ptsp.satisfaction.ballot"]._cast(service_sudo, semester, answers)
        return True
