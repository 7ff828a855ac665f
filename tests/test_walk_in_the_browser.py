"""One application from the counter to the hand-over, walked in a real browser by everybody who works on it.

With an OPD and one round of corrections, which the applicant brings to the counter. Clicks count from the page on which
one lands after login.
"""

from datetime import date, timedelta

from odoo.tests import tagged

from .mouse import MouseCase, Step

EVENT = "Pameran Kriya Mahakam"
FIRST_DAY = date.today() + timedelta(days=30)
LAST_DAY = date.today() + timedelta(days=33)
#: The file in the list that opens after login.
OPEN = f"""
    await click(".o_data_row .o_data_cell", "{EVENT}");
    await see(".o_form_view [name=event_name] :is(textarea, input, span)", "{EVENT}");
"""
#: The file has left this desk.
PASSED_ON = 'await gone(".o_statusbar_buttons > button[name=%s]");'
NOTHING = ""
#: All clicks of all officers, and those of one who has nothing to enter.
ALLOWED, ALLOWED_OF_ONE = 110, 3

#: Role, what it does, what it has to type or choose, how many clicks that takes after login, and which.
WALK = (
    Step(
        "information",
        "files the application",
        "twelve fields",
        14,
        f"""
        await click(".o_list_button_add");
        await type("[name=event_name] textarea, [name=event_name] input", "{EVENT}");
        await choose("[name=partner_id] input", "PT Borneo Event Organizer");
        await type("[name=applicant_identity] input", "6472051203850001");
        await type("[name=event_theme] input", "Industri Kreatif");
        await type("[name=date_start] input", "{FIRST_DAY:%d/%m/%Y}");
        await type("[name=date_end] input", "{LAST_DAY:%d/%m/%Y}");
        await type("[name=expected_visitors] input", "5000");
        await type("[name=booth_count] input", "80");
        await type("[name=venue] input", "Convention Hall");
        await type("[name=venue_address] input", "Jl. Wahid Hasyim");
        await type("[name=city] input", "Samarinda");
        await click("button[name=action_submit]");
        {PASSED_ON % "action_submit"}
        """,
    ),
    Step(
        "customer_service",
        "declares it complete",
        NOTHING,
        3,
        f"""
        {OPEN}
        await click("button[name=action_mark_checklist_ok]");
        await click(".modal button[name=action_confirm_and_pass_on]");
        {PASSED_ON % "action_accept"}
        """,
    ),
    Step(
        "registration",
        "registers it",
        NOTHING,
        3,
        f"""
        {OPEN}
        await click("button[name=action_mark_checklist_ok]");
        await see("[name=checklist_ids] td[name=registration_result]", "Sesuai");
        await click("button[name=action_register]");
        {PASSED_ON % "action_register"}
        """,
    ),
    Step(
        "verification",
        "asks for a correction",
        "what is missing",
        4,
        f"""
        {OPEN}
        await click("[name=checklist_ids] .o_data_row:nth-child(3) .o_ptsp_mark button[name=deficient]");
        await type("[name=checklist_ids] .o_data_row:nth-child(3) td[name=note]", "Denah tidak terbaca");
        await click("button[name=action_request_correction]");
        {PASSED_ON % "action_request_correction"}
        """,
    ),
    Step(
        "customer_service",
        "enters the answer on paper, hands in the correction and passes it on",
        "the answer",
        6,
        f"""
        {OPEN}
        await click("button[name=action_open_reply]");
        await type(".modal [name=answer] textarea", "Denah baru terlampir");
        await click(".modal button[name=action_confirm]");
        await gone(".modal");
        await click("button[name=action_hand_in_correction]");
        await click("button[name=action_complete_correction]");
        {PASSED_ON % "action_complete_correction"}
        """,
    ),
    Step(
        "verification",
        "asks an OPD",
        "the OPD and what it is asked",
        9,
        f"""
        {OPEN}
        await click(".o_notebook a[name=checklist]");
        await click("button[name=action_mark_checklist_ok]");
        await see("[name=checklist_ids] .o_data_row:nth-child(3) td[name=verification_result]", "Sesuai");
        await click(".o_notebook a[name=reviews]");
        await click("[name=review_ids] .o_field_x2many_list_row_add a");
        await choose("[name=review_ids] [name=agency_id] input", "Dinas Perhubungan");
        await type("[name=review_ids] td[name=kind]", "Lalu lintas");
        await click("button[name=action_verify_technical]");
        {PASSED_ON % "action_verify_technical"}
        """,
    ),
    Step(
        "liaison",
        "delivers it",
        "who received it",
        3,
        f"""
        {OPEN}
        await type("[name=review_ids] .o_data_row td[name=received_by]", "Siti");
        await click("button[name=action_dispatch]");
        {PASSED_ON % "action_dispatch"}
        """,
    ),
    Step(
        "technical",
        "gives its opinion",
        "result and opinion",
        5,
        """
        await click(".o_data_row .o_data_cell", "Lalu lintas");
        await click(".o_statusbar_buttons > button[name=action_open_issue]");
        await click(".modal [name=opinion_kind] input[data-value=recommended]");
        await type(".modal [name=opinion] textarea", "Tidak keberatan");
        await click(".modal button[name=action_confirm]");
        await gone(".modal");
        """,
    ),
    Step(
        "processing",
        "drafts the letter",
        NOTHING,
        3,
        f"""
        {OPEN}
        await click("[name=decision] input[data-value=recommended]");
        await click("button[name=action_submit_draft]");
        {PASSED_ON % "action_submit_draft"}
        """,
    ),
    *(
        Step(
            role,
            does,
            NOTHING,
            3,
            f"""
            {OPEN}
            await click("button[name=action_decide]");
            await see(".modal [name=letters] iframe");
            await click(".modal button[name=action_confirm]");
            await gone(".modal");
            """,
        )
        for role, does in (("section_head", "initials"), ("division_head", "initials"), ("agency_head", "signs"))
    ),
    Step(
        "registry",
        "numbers the letter",
        NOTHING,
        2,
        f"""
        {OPEN}
        await click("button[name=action_number]");
        await see("button[name=action_confirm_final_checklist]");
        """,
    ),
    Step(
        "registry",
        "checks and releases it",
        NOTHING,
        3,
        f"""
        {OPEN}
        await click("button[name=action_confirm_final_checklist]");
        await gone("button[name=action_confirm_final_checklist]");
        await click("button[name=action_release]");
        {PASSED_ON % "action_release"}
        """,
    ),
    Step(
        "pickup",
        "hands it over",
        NOTHING,
        3,
        f"""
        {OPEN}
        await click("button[name=action_applicant_collects]");
        await click("button[name=action_hand_over]");
        {PASSED_ON % "action_hand_over"}
        """,
    ),
)


@tagged("post_install", "-at_install", "slow")
class TestWalkInTheBrowser(MouseCase):
    """The clicks of an officer's day are few."""

    def test_walk(self):
        """Everybody finds their button where they land, by as many clicks as the table says."""
        for step in WALK:
            self.take(step)
        application = self.env["ptsp.application"].search([("event_name", "=", EVENT)])
        self.assertEqual(application.state, "done")
        self.assertEqual(application.correction_rounds, 1)

    def test_clicks(self):
        """All of them together click at most 110 times, and who has nothing to type or to choose three times."""
        self.assertLessEqual(sum(step.clicks for step in WALK), ALLOWED)
        for step in WALK:
            if not step.entered:
                self.assertLessEqual(step.clicks, ALLOWED_OF_ONE, f"{step.role}, {step.name}")
