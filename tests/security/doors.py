"""Every door to this addon from outside, and who may go through it. What is not written down here does not exist.

``test_doors.py`` holds this list and the code together, and tries each door as those who may not.
"""

#: Who may call a public method: names of roles; ``turn``, whose turn it is by the table of the procedure; ``reader``,
#: who reads all applications of the agency; ``figures``, who evaluates the service; ``front_office``, who files
#: applications for visitors; ``own``, whose dialog it is.
METHODS = {
    "ptsp.agency.settings": {"action_save": "manager", "execute": "manager", "cancel": "manager"},
    "ptsp.application": {
        "action_applicant_collects": "turn",
        "action_ask_note": "turn",
        "action_ask_opinions": "turn",
        "action_decide": "turn",
        "action_issue_opinion": "turn",
        "action_mark_checklist_ok": "turn",
        "action_number_invitation": "turn",
        "action_confirm_final_checklist": "turn",
        "action_put_back": "turn",
        "action_open_next": "reader",
        "action_recompute_clock": "manager",
        "action_send_again": "front_office",
        "action_revoke": "agency_head",
        "action_take": "turn",
        "action_verify_control_sheet": "reader",
        "action_view_control_sheet": "reader",
        "action_view_letter": "reader",
        "action_view_other_applications": "reader",
        "action_view_papers": "reader",
        "action_view_reviews": "reader",
    },
    "ptsp.control.line": {"action_my_figures": "figures"},
    "ptsp.counter.papers": {"action_confirm": "own", "action_confirm_all": "own"},
    "ptsp.deputation": {"action_end": "manager"},
    "ptsp.detail.editor": {"action_done": "manager"},
    "ptsp.figure.bottleneck": {"action_open_lines": "figures"},
    "ptsp.figure.promise": {"action_open_applications": "figures"},
    "ptsp.figure.step": {"action_open_lines": "figures"},
    "ptsp.holiday.import": {"action_add": "manager"},
    "ptsp.letter.decision": {"action_confirm": "own"},
    "ptsp.letter.revision": {"action_compare": "reader"},
    "ptsp.letter.revocation": {"action_confirm": "own"},
    "ptsp.opinion.return": {"action_confirm": "own"},
    "ptsp.review.issue": {"action_confirm": "own"},
    "ptsp.semester.report": {"action_print": "figures", "action_spreadsheet": "figures"},
    "ptsp.service": {
        "action_define_details": "manager",
        "action_new_revision": "manager",
        "action_view_applications": "reader",
        "action_view_sop_map": "reader",
    },
    "ptsp.step": {"action_view_waiting": "reader"},
    "ptsp.technical.review": {"action_issue": "turn", "action_open_issue": "turn", "action_return": "turn"},
    "ptsp.transition.note": {"action_confirm": "own"},
}
#: Addresses of this addon, and Odoo's own that it extends: who may open them, by which methods.
ROUTES = {
    "/my/applications": ("user", None),
    "/my/applications/page/<int:page>": ("user", None),
    "/my/applications/<int:application_id>": ("user", None),
    "/my/applications/<int:application_id>/<string:action>": ("user", ("POST",)),
    "/ptsp/certificate/<int:company_id>": ("user", ("POST",)),
    "/ptsp/verify": ("public", ("GET",)),
    "/ptsp/verify/": ("public", ("GET",)),
    "/ptsp/verify/<path:token>": ("public", ("GET",)),
}
#: Documents: which group prints them.
REPORTS = {
    "application_form": "group_reader",
    "blank_application_form": "group_reader",
    "blank_checklist": "group_reader",
    "blank_power_of_attorney_filing": "group_reader",
    "blank_power_of_attorney_signing": "group_reader",
    "checklist": "group_reader",
    "control_sheet": "group_reader",
    "cover_letter": "group_reader",
    "handover": "group_reader",
    "letter": "group_reader",
    "meeting_invitation": "group_reader",
    "power_of_attorney_filing": "group_reader",
    "power_of_attorney_signing": "group_reader",
    "questionnaire": "group_reader",
    "receipt": "group_reader",
    "semester": "group_figures",
    "service_leaflet": "group_reader",
    "service_sop_steps": "group_reader",
    "sop_steps": "group_reader",
    "survey_minutes": "group_reader",
    "verification_form": "group_reader",
}
#: Models of this addon that somebody beside the staff may read: applicants, members of an OPD, any employee.
READ_BY_OTHERS = {
    "ptsp.agency": {"employee", "opd"},
    "ptsp.application": {"applicant", "opd"},
    "ptsp.checklist.line": {"applicant", "opd"},
    "ptsp.legal.basis": {"employee", "opd"},
    "ptsp.requirement": {"applicant", "employee", "opd"},
    "ptsp.review.issue": {"opd"},
    "ptsp.service": {"applicant", "employee", "opd"},
    "ptsp.step": {"employee", "opd"},
    "ptsp.technical.review": {"opd"},
}
