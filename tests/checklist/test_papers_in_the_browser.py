"""The checklist in a real browser: papers open beside it, and are marked and dropped where they stand."""

from odoo.tests import HttpCase, tagged

from ..common import PtspCase
from ..common_documents import BLANK_PDF
from ..pictures import picture

#: Opens both papers one after the other beside the list, marks, drops a file on a line, and saves.
LOOK = """
(async () => {
    const find = async (selector, shows = "") => {
        for (let attempt = 0; attempt < 300; attempt++) {
            const element = document.querySelector(selector);
            if (element && element.textContent.includes(shows)) return element;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not on the page: " + selector + " " + shows);
    };
    (await find("a[name=checklist]")).click();
    (await find(".o_ptsp_paper", "KTP.pdf")).click();
    await find(".o_ptsp_paper_beside .o-FileViewer-header", "KTP.pdf");
    const viewer = await find(".o_ptsp_paper_beside .o-FileViewer");
    viewer.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    await find(".o_ptsp_paper_beside .o-FileViewer-header", "Denah.png");
    await find(".o_ptsp_paper_beside [role=toolbar]");
    // The list beside it is still there to be marked.
    (await find(".o_data_row:nth-child(1) .o_ptsp_mark button[name=ok]")).click();
    await find(".o_data_row:nth-child(1) button[name=ok][aria-pressed=true]");
    (await find(".o_data_row:nth-child(2) .o_ptsp_mark button[name=deficient]")).click();
    await find(".o_data_row:nth-child(2) button[name=deficient][aria-pressed=true]");
    viewer.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    const transfer = new DataTransfer();
    const scan = "%PDF-1.4\\n1 0 obj<</Type/Catalog>>endobj\\ntrailer<</Root 1 0 R>>\\n%%EOF\\n";
    transfer.items.add(new File([scan], "Izin.pdf", { type: "application/pdf" }));
    const third = await find(".o_data_row:nth-child(3) .o_ptsp_papers");
    third.dispatchEvent(new DragEvent("dragenter", { bubbles: true, dataTransfer: transfer }));
    let zones = [];
    for (let attempt = 0; attempt < 100 && !zones.length; attempt++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        zones = [...document.querySelectorAll(".o_ptsp_drop")];
    }
    const top = third.getBoundingClientRect().top;
    const zone = zones.find((each) => Math.abs(each.getBoundingClientRect().top - top) < 2);
    zone.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: transfer }));
    await find(".o_data_row:nth-child(3) .o_ptsp_paper", "Izin.pdf");
    (await find(".o_form_button_save")).click();
    await find(".o_form_status_indicator_buttons.invisible");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("post_install", "-at_install", "slow")
class TestPapersInTheBrowser(PtspCase, HttpCase):
    """An officer looks at papers, marks them and attaches another one without leaving the checklist."""

    def test_papers_beside_the_checklist(self):
        """Papers open beside the list by name, the next by a key; ticks are one click; files drop on their line."""
        application = self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service")
        first, second, third = application.checklist_ids[:3]
        Attachment = application.env["ir.attachment"]
        first.attachment_ids = Attachment.create({"name": "KTP.pdf", "raw": BLANK_PDF})
        second.attachment_ids = Attachment.create({"name": "Denah.png", "raw": picture(2, 2, "PNG")})
        self.browser_js(
            f"/odoo/all-applications/{application.id}",
            LOOK,
            ready="Boolean(document.querySelector('.o_form_statusbar'))",
            login=self.users["customer_service"].login,
        )
        application.invalidate_recordset()
        self.env.invalidate_all()
        self.assertEqual((first.service_result, second.service_result), ("ok", "deficient"))
        self.assertEqual(third.attachment_ids.mapped("name"), ["Izin.pdf"])
