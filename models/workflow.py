"""The procedure SOP-LP2N-PAR-05 as plain data: who may do what, when, and what follows.

This table is the only place where the procedure is written down. The methods, the buttons, the rules on
writing, the to-dos and the documentation follow from it. It imports nothing of Odoo.

``guards`` and ``effects`` are names: ``"checklist_ok"`` is the method ``_guard_checklist_ok`` or
``_effect_checklist_ok`` of ``ptsp.application``.
"""

# pylint: disable=prefer-env-translation
from typing import NamedTuple


def _(text):
    """Mark a text for translation; it is translated where it is shown."""
    return text


APPLICANT = "applicant"
#: With whom a file lies.
AGENCY, OPD = "agency", "opd"


class State(NamedTuple):
    """A state of an application.

    ``roles`` are those whose turn it is, ``step`` the step of the SOP, ``holder`` tells with whom the
    file lies, and so whether the time is held against the promise, ``final`` that nothing follows.
    """

    key: str
    label: str
    roles: tuple = ()
    step: int = 0
    holder: str = AGENCY
    final: bool = False

    @property
    def paused(self):
        """Tell whether the time is not held against the promise."""
        return self.holder != AGENCY


class Transition(NamedTuple):
    """A transition, named as in the SOP's workflow table.

    ``note`` tells that a note is required, ``primary`` that it is the way forward, ``clock`` that it
    starts, stops or ends the promise, ``notice`` names the e-mail to the applicant, ``in_list`` that it is
    offered for many applications at once.
    """

    key: str
    label: str
    sources: tuple
    target: str
    roles: tuple
    step: int
    note: bool = False
    guards: tuple = ()
    effects: tuple = ()
    notice: str = ""
    primary: bool = False
    clock: bool = False
    in_list: bool = False


STATES = {
    state.key: state
    for state in (
        State("draft", _("Draft"), roles=(APPLICANT, "information", "customer_service"), step=3),
        State("cs_check", _("Customer Service"), roles=("customer_service",), step=4),
        State("help_desk", _("Help Desk"), roles=("help_desk",), step=5),
        State("returned", _("Returned"), roles=(APPLICANT, "customer_service"), step=3),
        State("registration", _("Registration"), roles=("registration",), step=6),
        State("verification", _("Verification"), roles=("verification",), step=7),
        State("correction", _("Correction"), roles=("customer_service",), step=8, holder=APPLICANT),
        State("liaison", _("Delivery to OPD"), roles=("liaison",), step=9, holder=OPD),
        State("technical", _("Technical Review"), roles=("technical",), step=10, holder=OPD),
        State("drafting", _("Drafting"), roles=("processing",), step=11),
        State("section_review", _("Section Head"), roles=("section_head",), step=12),
        State("division_review", _("Division Head"), roles=("division_head",), step=13),
        State("agency_approval", _("Agency Head"), roles=("agency_head",), step=14),
        State("numbering", _("Numbering"), roles=("registry",), step=15),
        State("pickup", _("Ready for Pick-up"), roles=("pickup",), step=16),
        State("done", _("Handed Over"), step=17, final=True),
        State("cancelled", _("Cancelled"), final=True),
    )
}

#: The states before a decision is being made: what the applicant declares may still be corrected.
FILE_STATES = ("draft", "cs_check", "help_desk", "returned", "correction")

CANCELLABLE = tuple(key for key, state in STATES.items() if key not in ("numbering", "pickup") and not state.final)

TRANSITIONS = {
    transition.key: transition
    for transition in (
        Transition(
            "submit",
            _("Submit"),
            sources=("draft",),
            target="cs_check",
            roles=(APPLICANT, "information", "customer_service"),
            step=3,
            guards=("details_complete", "event_not_over"),
            primary=True,
        ),
        Transition(
            "refer_help_desk",
            _("Refer to Help Desk"),
            sources=("cs_check",),
            target="help_desk",
            roles=("customer_service",),
            step=4,
            note=True,
        ),
        Transition(
            "complete_consultation",
            _("Complete Consultation"),
            sources=("help_desk",),
            target="cs_check",
            roles=("help_desk",),
            step=5,
            note=True,
            primary=True,
        ),
        Transition(
            "return_incomplete",
            _("Return as Incomplete"),
            sources=("cs_check",),
            target="returned",
            roles=("customer_service",),
            step=4,
            guards=("deficiency_explained",),
            notice="returned",
        ),
        Transition(
            "resubmit",
            _("Resubmit"),
            sources=("returned",),
            target="cs_check",
            roles=(APPLICANT, "customer_service"),
            step=3,
            primary=True,
        ),
        Transition(
            "accept",
            _("Declare Complete"),
            sources=("cs_check",),
            target="registration",
            roles=("customer_service",),
            step=4,
            guards=("checklist_ok",),
            primary=True,
        ),
        Transition(
            "return_to_service",
            _("Return to Customer Service"),
            sources=("registration",),
            target="cs_check",
            roles=("registration",),
            step=6,
            note=True,
        ),
        Transition(
            "register",
            _("Register"),
            sources=("registration",),
            target="verification",
            roles=("registration",),
            step=6,
            guards=("checklist_ok",),
            effects=("register",),
            primary=True,
            clock=True,
        ),
        Transition(
            "request_correction",
            _("Request Correction"),
            sources=("verification",),
            target="correction",
            roles=("verification",),
            step=7,
            guards=("deficiency_explained",),
            notice="correction",
            clock=True,
        ),
        Transition(
            "complete_correction",
            _("Complete Correction"),
            sources=("correction",),
            target="verification",
            roles=("customer_service",),
            step=8,
            effects=("clear_deficient_verification",),
            primary=True,
            clock=True,
        ),
        Transition(
            "verify_technical",
            _("Send to OPD"),
            sources=("verification",),
            target="liaison",
            roles=("verification",),
            step=7,
            guards=("checklist_ok", "review_requested"),
            effects=("send_reviews",),
            primary=True,
            clock=True,
        ),
        Transition(
            "verify_direct",
            _("Verify"),
            sources=("verification",),
            target="drafting",
            roles=("verification",),
            step=7,
            guards=("checklist_ok", "no_open_review"),
            effects=("prepare_letter",),
            primary=True,
            clock=True,
        ),
        Transition(
            "dispatch",
            _("Confirm Delivery to OPD"),
            sources=("liaison",),
            target="technical",
            roles=("liaison",),
            step=9,
            guards=("reviews_received",),
            effects=("start_reviews",),
            primary=True,
        ),
        Transition(
            "receive_advice",
            _("Receive Technical Opinion"),
            sources=("technical",),
            target="drafting",
            roles=("technical", "processing"),
            step=11,
            guards=("no_open_review",),
            effects=("prepare_letter",),
            primary=True,
            clock=True,
        ),
        Transition(
            "submit_draft",
            _("Submit Draft"),
            sources=("drafting",),
            target="section_review",
            roles=("processing",),
            step=11,
            guards=("letter_complete",),
            effects=("close_revision",),
            primary=True,
        ),
        Transition(
            "section_return",
            _("Return Draft"),
            sources=("section_review",),
            target="drafting",
            roles=("section_head",),
            step=12,
            note=True,
            effects=("reopen_draft",),
        ),
        Transition(
            "section_approve",
            _("Initial"),
            sources=("section_review",),
            target="division_review",
            roles=("section_head",),
            step=12,
            guards=("separate_person",),
            effects=("initial_section",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "division_return",
            _("Return Draft"),
            sources=("division_review",),
            target="drafting",
            roles=("division_head",),
            step=13,
            note=True,
            effects=("reopen_draft",),
        ),
        Transition(
            "division_approve",
            _("Initial"),
            sources=("division_review",),
            target="agency_approval",
            roles=("division_head",),
            step=13,
            guards=("separate_person",),
            effects=("initial_division",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "agency_return",
            _("Return Draft"),
            sources=("agency_approval",),
            target="section_review",
            roles=("agency_head",),
            step=14,
            note=True,
            effects=("clear_initials",),
        ),
        Transition(
            "request_clarification",
            _("Ask Applicant to Clarify"),
            sources=("agency_approval",),
            target="correction",
            roles=("agency_head",),
            step=14,
            note=True,
            effects=("clear_initials",),
            notice="correction",
            clock=True,
        ),
        Transition(
            "return_to_verification",
            _("Return for Technical Review"),
            sources=("agency_approval",),
            target="verification",
            roles=("agency_head",),
            step=14,
            note=True,
            effects=("clear_initials",),
        ),
        Transition(
            "sign",
            _("Approve and Sign"),
            sources=("agency_approval",),
            target="numbering",
            roles=("agency_head",),
            step=14,
            guards=("initials_current", "separate_person", "signatory_in_office"),
            effects=("sign",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "number",
            _("Number and Date"),
            sources=("numbering",),
            target="pickup",
            roles=("registry",),
            step=15,
            guards=("final_checklist", "letter_issuable"),
            effects=("number_letter",),
            notice="ready",
            primary=True,
            clock=True,
        ),
        Transition(
            "hand_over",
            _("Hand Over"),
            sources=("pickup",),
            target="done",
            roles=("pickup",),
            step=16,
            guards=("recipient_known", "letter_in_force"),
            effects=("hand_over",),
            notice="handed_over",
            primary=True,
        ),
        Transition(
            "cancel",
            _("Cancel"),
            sources=CANCELLABLE,
            target="cancelled",
            roles=("customer_service", "registration"),
            step=0,
            note=True,
            effects=("close_reviews",),
            notice="cancelled",
            clock=True,
        ),
        Transition(
            "withdraw",
            _("Withdraw"),
            sources=("draft", "cs_check", "returned", "correction"),
            target="cancelled",
            roles=(APPLICANT,),
            step=0,
            note=True,
            effects=("close_reviews",),
            notice="cancelled",
            clock=True,
        ),
    )
}

#: Where the heads may call applicant and OPD to a meeting (steps 12 to 14).
MEETING_STATES = ("section_review", "division_review", "agency_approval")

#: The column of the checklist that the role of a state fills in.
CHECKLIST_COLUMNS = {
    "cs_check": "service_result",
    "registration": "registration_result",
    "verification": "verification_result",
}

#: Roles of the staff, in the order of the SOP. Each is the group ``group_<role>``.
STAFF_ROLES = (
    "information",
    "customer_service",
    "help_desk",
    "registration",
    "verification",
    "liaison",
    "processing",
    "technical",
    "section_head",
    "division_head",
    "agency_head",
    "registry",
    "pickup",
)


def transitions_from(state):
    """Return the transitions that leave ``state``, in the order of the procedure."""
    return [transition for transition in TRANSITIONS.values() if state in transition.sources]
