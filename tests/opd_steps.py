"""What the desks and an OPD do at the screen between verification and the draft, click by click."""

from .common import PDF
from .mouse import Step
from .test_walk_in_the_browser import OPEN, PASSED_ON

SCAN = PDF.decode().replace("\n", "\\n")
#: Phones show the first button of a form; the others are in a menu.
MORE = 'await click(".o_statusbar_buttons .dropdown-toggle");'
CONFIRM = """
    await click(".modal button[name=action_confirm]");
    await gone(".modal");
"""
SAVE = """
    await click(".modal .o_form_button_save");
    await gone(".modal");
"""
#: Odoo asks whether one is sure.
SURE = """
    await click(".modal footer .btn-primary");
    await gone(".modal");
"""

ASK = Step(
    "verification",
    "asks the two OPD that are proposed, and a third one",
    "a kind of opinion",
    11,
    f"""
    {OPEN}
    await click(".o_notebook a[name=checklist]");
    await click("button[name=action_mark_checklist_ok]");
    await click(".modal button[name=action_confirm_all]");
    await see("[name=checklist_ids] td[name=verification_result]", "Sesuai");
    await click(".o_notebook a[name=reviews]");
    await see("[name=proposal_ids] .o_data_row", "Lebih dari 5.000 pengunjung");
    await click("[name=proposal_ids] .o_data_row:nth-child(1) button[name=action_take]");
    await see("[name=review_ids] .o_data_row", "Dinas Perhubungan");
    await click("[name=proposal_ids] .o_data_row:nth-child(2) button[name=action_take]");
    await see("[name=review_ids] .o_data_row", "Satpol PP");
    await click("[name=review_ids] .o_field_x2many_list_row_add a");
    await choose("[name=review_ids] [name=kind_id] input", "Lingkungan hidup");
    await click("button[name=action_verify_technical]");
    {PASSED_ON % "action_verify_technical"}
    """,
)
FIND_CLOSED = Step(
    "liaison",
    "puts the files of an OPD on a sheet, and finds its office closed",
    "why",
    8,
    f"""
    await open("technical_review_menu_delivery");
    await see(".o_kanban_group:nth-child(1) .o_kanban_header", "Dinas Perhubungan");
    await click(".o_kanban_group:nth-child(1) button[name=action_prepare_delivery_of_opd]");
    await see(".o_form_view .oe_title", "Dinas Perhubungan");
    {MORE}
    await click("button[name=action_open_fail]");
    await click(".modal [name=reason] input[data-value=closed]");
    await type(".modal [name=note] input", "Kembali pukul 14");
    {CONFIRM}
    await see("[name=attempt_ids]", "Kembali pukul 14");
    """,
)
DELIVER = Step(
    "liaison",
    "comes again with the sheet: it is signed on the screen",
    "who signs",
    8,
    """
    await open("delivery_menu");
    await click(".o_kanban_record", "Dinas Perhubungan");
    await type("[name=received_by] input", "Siti, Staf Umum");
    await sign("[name=receipt_signature] .o_signature");
    await click("button[name=action_receive_and_confirm]");
    await see(".o_notification", "menunggu OPD lain");
    """,
)
DELIVER_LAST = Step(
    "liaison",
    "takes the file to the next OPD, and all is delivered",
    "who signs",
    8,
    """
    await open("technical_review_menu_delivery");
    await click(".o_kanban_group:nth-child(1) button[name=action_prepare_delivery_of_opd]");
    await see(".o_form_view .oe_title", "Satpol PP");
    await type("[name=received_by] input", "Agus, Piket");
    await sign("[name=receipt_signature] .o_signature");
    await click("button[name=action_receive_and_confirm]");
    await gone("button[name=action_receive_and_confirm]");
    """,
)
PLAN_VISIT = Step(
    "technical",
    "plans the visit on site, and invites",
    "when, and what is looked at",
    5,
    """
    await click(".o_data_row .o_data_cell", "Lalu lintas");
    await click(".o_statusbar_buttons > button[name=action_open_plan_visit]");
    await type("[name=starts_at] input", "+1d");
    await type("[name=purpose] textarea", "Parkir dan jalur pemadam kebakaran");
    await click(".o_statusbar_buttons > button[name=action_invite]");
    await see("[name=invited_at]");
    """,
)
VISIT = Step(
    "technical",
    "is on site: photo, findings, signature; closes the minutes",
    "findings and a conclusion",
    28,
    f"""
    await open("survey_visit_menu");
    await click(".o_kanban_record", "Dinas Perhubungan");
    await click("button[name=action_open_hold]");
    // A tap beside the fields closes whatever calendar is open.
    await click(".modal .modal-title");
    {CONFIRM}
    await click("button[name=action_open_add_photos]");
    await give(".modal input[type=file]", "Pintu masuk.jpg", await photo());
    await see(".modal .o_attachment", "Pintu masuk");
    {CONFIRM}
    await click("[name=person_ids] .o_kanban_record:nth-child(1)");
    await sign(".modal [name=signature] .o_signature");
    {SAVE}
    await click(".o_notebook a[name=findings]");
    for (const line of [1, 2, 3]) {{
        await click(`[name=finding_ids] .o_kanban_record:nth-child(${{line}})`);
        await click(".modal [name=result] input[data-value=met]");
        {SAVE}
    }}
    await type("[name=conclusion] textarea", "Lokasi memadai");
    {MORE}
    await click("button[name=action_close_minutes]");
    {SURE}
    await see("[name=closed_at]");
    """,
)
PROPOSE_MEETING = Step(
    "technical",
    "proposes a meeting with the applicant",
    "what about, when and where",
    6,
    """
    await click(".o_data_row .o_data_cell", "Lalu lintas");
    await click(".o_statusbar_buttons > button[name=action_open_propose_meeting]");
    await type(".modal [name=agenda] textarea", "Satu lajur ditutup saat pembukaan");
    await type(".modal [name=starts_at] input", "+1d");
    await type(".modal [name=place] input", "Ruang Rapat DPMPTSP");
    await click(".modal button[name=action_confirm]");
    await see(".o_form_view [name=agenda]", "Satu lajur ditutup");
    """,
)
CALL_MEETING = Step(
    "division_head",
    "agrees to the meeting, and invites",
    "",
    5,
    """
    await open("meeting_menu");
    await click(".o_data_row .o_data_cell", "Ruang Rapat DPMPTSP");
    await click("button[name=action_agree]");
    await click("button[name=action_invite]");
    await see("[name=invitation_number]");
    """,
)
HOLD_MEETING = Step(
    "division_head",
    "keeps the minutes of the meeting, with a decision, and closes them",
    "what was said, and what somebody does until when",
    14,
    f"""
    await open("meeting_menu");
    await click(".o_data_row .o_data_cell", "Ruang Rapat DPMPTSP");
    await click("button[name=action_hold]");
    await see("[name=held_at]");
    await click("[name=participant_ids] .o_data_row:nth-child(1) [name=attended] input");
    await click(".o_notebook a[name=minutes]");
    await type("[name=minutes] textarea", "Lajur ditutup hanya pukul 08.00 sampai 10.00.");
    await click("[name=decision_ids] .o_field_x2many_list_row_add a");
    await type("[name=decision_ids] td[name=name]", "Menyusun surat");
    await choose("[name=decision_ids] [name=owner_id] input", "test_processing");
    await type("[name=decision_ids] td[name=due_on]", "+2d");
    await click("button[name=action_close_minutes]");
    {SURE}
    await see("[name=closed_at]");
    """,
)
ISSUE = Step(
    "technical",
    "gives its opinion, on a condition of its library",
    "opinion, number and letter",
    9,
    f"""
    await click(".o_data_row .o_data_cell", "Lalu lintas");
    await see("[name=finding_ids] .o_data_row", "Terpenuhi");
    await click(".o_statusbar_buttons > button[name=action_open_issue]");
    await click(".modal [name=opinion_kind] input[data-value=conditional]");
    await type(".modal [name=opinion] textarea", "Parkir cukup");
    await choose(".modal [name=condition_ids] input", "Rambu dipasang");
    await type(".modal [name=advice_number] input", "551/12/DISHUB");
    await give(".modal [name=file] input[type=file]", "Surat Dishub.pdf", "{SCAN}");
    await see(".modal [name=file] input[type=text]", "Surat Dishub.pdf");
    {CONFIRM}
    await see("[name=opinion_kind]", "dengan Syarat");
    """,
)
ENTER_PAPER = Step(
    "processing",
    "enters the opinion that came on paper, with its scan",
    "opinion, when it came, number, date and scan",
    10,
    f"""
    await open("technical_review_menu_with_opd");
    await click(".o_data_row .o_data_cell", "Satpol PP");
    await click(".o_statusbar_buttons > button[name=action_open_issue]");
    await click(".modal [name=opinion_kind] input[data-value=recommended]");
    await type(".modal [name=opinion] textarea", "Tidak keberatan");
    await type(".modal [name=received_at] input", "now");
    await type(".modal [name=advice_number] input", "331/7/SATPOL");
    await give(".modal [name=file] input[type=file]", "Surat Satpol.pdf", "{SCAN}");
    await see(".modal [name=file] input[type=text]", "Surat Satpol.pdf");
    {CONFIRM}
    await see("[name=opinion_kind]", "Direkomendasikan");
    """,
)
