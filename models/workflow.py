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


class State(NamedTuple):
    """A state of an application.

    ``roles`` are those whose turn it is, ``step`` the step of the SOP, ``paused`` tells that the time is
    the applicant's or an OPD's and so is not held against the promise, ``final`` that nothing follows.
    """

    key: str
    label: str
    roles: tuple = ()
    step: int = 0
    paused: bool = False
    final: bool = False


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


APPLICANT = "applicant"

STATES = {
    state.key: state
    for state in (
        State("draft", _("Draft"), (APPLICANT, "information", "customer_service"), 3),
        State("cs_check", _("Customer Service"), ("customer_service",), 4),
        State("help_desk", _("Help Desk"), ("help_desk",), 5),
        State("returned", _("Returned"), (APPLICANT, "customer_service"), 3),
        State("registration", _("Registration"), ("registration",), 6),
        State("verification", _("Verification"), ("verification",), 7),
        State("correction", _("Correction"), ("customer_service",), 8, paused=True),
        State("liaison", _("Delivery to OPD"), ("liaison",), 9, paused=True),
        State("technical", _("Technical Review"), ("technical",), 10, paused=True),
        State("drafting", _("Drafting"), ("processing",), 11),
        State("section_review", _("Section Head"), ("section_head",), 12),
        State("division_review", _("Division Head"), ("division_head",), 13),
        State("agency_approval", _("Agency Head"), ("agency_head",), 14),
        State("numbering", _("Numbering"), ("registry",), 15),
        State("pickup", _("Ready for Pick-up"), ("pickup",), 16),
        State("done", _("Handed Over"), (), 17, final=True),
        State("cancelled", _("Cancelled"), (), 0, final=True),
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
            ("draft",),
            "cs_check",
            (APPLICANT, "information", "customer_service"),
            3,
            guards=("details_complete", "event_not_over"),
            primary=True,
        ),
        Transition(
            "refer_help_desk",
            _("Refer to Help Desk"),
            ("cs_check",),
            "help_desk",
            ("customer_service",),
            4,
            note=True,
        ),
        Transition(
            "complete_consultation",
            _("Complete Consultation"),
            ("help_desk",),
            "cs_check",
            ("help_desk",),
            5,
            note=True,
            primary=True,
        ),
        Transition(
            "return_incomplete",
            _("Return as Incomplete"),
            ("cs_check",),
            "returned",
            ("customer_service",),
            4,
            guards=("deficiency_explained",),
            notice="returned",
        ),
        Transition(
            "resubmit",
            _("Resubmit"),
            ("returned",),
            "cs_check",
            (APPLICANT, "customer_service"),
            3,
            primary=True,
        ),
        Transition(
            "accept",
            _("Declare Complete"),
            ("cs_check",),
            "registration",
            ("customer_service",),
            4,
            guards=("checklist_ok",),
            primary=True,
        ),
        Transition(
            "return_to_service",
            _("Return to Customer Service"),
            ("registration",),
            "cs_check",
            ("registration",),
            6,
            note=True,
        ),
        Transition(
            "register",
            _("Register"),
            ("registration",),
            "verification",
            ("registration",),
            6,
            guards=("checklist_ok",),
            effects=("register",),
            primary=True,
            clock=True,
        ),
        Transition(
            "request_correction",
            _("Request Correction"),
            ("verification",),
            "correction",
            ("verification",),
            7,
            guards=("deficiency_explained",),
            notice="correction",
            clock=True,
        ),
        Transition(
            "complete_correction",
            _("Complete Correction"),
            ("correction",),
            "verification",
            ("customer_service",),
            8,
            effects=("clear_deficient_verification",),
            primary=True,
            clock=True,
        ),
        Transition(
            "verify_technical",
            _("Send to OPD"),
            ("verification",),
            "liaison",
            ("verification",),
            7,
            guards=("checklist_ok", "review_requested"),
            effects=("send_reviews",),
            primary=True,
            clock=True,
        ),
        Transition(
            "verify_direct",
            _("Verify"),
            ("verification",),
            "drafting",
            ("verification",),
            7,
            guards=("checklist_ok", "no_open_review"),
            effects=("prepare_letter",),
            primary=True,
            clock=True,
        ),
        Transition(
            "dispatch",
            _("Confirm Delivery to OPD"),
            ("liaison",),
            "technical",
            ("liaison",),
            9,
            guards=("reviews_received",),
            effects=("start_reviews",),
            primary=True,
        ),
        Transition(
            "receive_advice",
            _("Receive Technical Opinion"),
            ("technical",),
            "drafting",
            ("technical", "processing"),
            11,
            guards=("no_open_review",),
            effects=("prepare_letter",),
            primary=True,
            clock=True,
        ),
        Transition(
            "submit_draft",
            _("Submit Draft"),
            ("drafting",),
            "section_review",
            ("processing",),
            11,
            guards=("letter_complete",),
            effects=("close_revision",),
            primary=True,
        ),
        Transition(
            "section_return",
            _("Return Draft"),
            ("section_review",),
            "drafting",
            ("section_head",),
            12,
            note=True,
            effects=("reopen_draft",),
        ),
        Transition(
            "section_approve",
            _("Initial"),
            ("section_review",),
            "division_review",
            ("section_head",),
            12,
            guards=("separate_person",),
            effects=("initial_section",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "division_return",
            _("Return Draft"),
            ("division_review",),
            "drafting",
            ("division_head",),
            13,
            note=True,
            effects=("reopen_draft",),
        ),
        Transition(
            "division_approve",
            _("Initial"),
            ("division_review",),
            "agency_approval",
            ("division_head",),
            13,
            guards=("separate_person",),
            effects=("initial_division",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "agency_return",
            _("Return Draft"),
            ("agency_approval",),
            "section_review",
            ("agency_head",),
            14,
            note=True,
            effects=("clear_initials",),
        ),
        Transition(
            "request_clarification",
            _("Ask Applicant to Clarify"),
            ("agency_approval",),
            "correction",
            ("agency_head",),
            14,
            note=True,
            effects=("clear_initials",),
            notice="correction",
            clock=True,
        ),
        Transition(
            "return_to_verification",
            _("Return for Technical Review"),
            ("agency_approval",),
            "verification",
            ("agency_head",),
            14,
            note=True,
            effects=("clear_initials",),
        ),
        Transition(
            "sign",
            _("Approve and Sign"),
            ("agency_approval",),
            "numbering",
            ("agency_head",),
            14,
            guards=("initials_current", "separate_person"),
            effects=("sign",),
            primary=True,
            in_list=True,
        ),
        Transition(
            "number",
            _("Number and Date"),
            ("numbering",),
            "pickup",
            ("registry",),
            15,
            guards=("final_checklist",),
            effects=("number_letter",),
            notice="ready",
            primary=True,
            clock=True,
        ),
        Transition(
            "hand_over",
            _("Hand Over"),
            ("pickup",),
            "done",
            ("pickup",),
            16,
            guards=("recipient_known",),
            effects=("hand_over",),
            notice="handed_over",
            primary=True,
        ),
        Transition(
            "cancel",
            _("Cancel"),
            CANCELLABLE,
            "cancelled",
            ("customer_service", "registration"),
            0,
            note=True,
            effects=("close_reviews",),
            notice="cancelled",
            clock=True,
        ),
        Transition(
            "withdraw",
            _("Withdraw"),
            ("draft", "cs_check", "returned", "correction"),
            "cancelled",
            (APPLICANT,),
            0,
            note=True,
            effects=("close_reviews",),
            notice="cancelled",
            clock=True,
        ),
    )
}

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
