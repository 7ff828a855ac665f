"""The printed control sheet tells what happened, in the order of time."""

from odoo.tests import tagged

from ..common_documents import PrintCase

STEP, TEXT, LINE, ACTION, ACTOR, SINCE, UNTIL, MINUTES, NORM, INITIALS, NOTE = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10


@tagged("post_install", "-at_install")
class TestControlSheetPrint(PrintCase):
    """Who did what when; what every OPD did; what is still to come."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "done", technical=True)

    def sheet_rows(self, application):
        """Return the rows of the sheet itself."""
        return self.print_rows("control_sheet", application, table="@class='grid'")

    def test_final_checklist(self):
        """Below the sheet stands who ticked what of the final checklist, and which number was voided why."""
        registry = self.as_role(self.bring_to(self.file(), "final_check"), "registry")
        number = registry.letter_number
        registry.paper_serial = "KK-0001"
        registry.action_void_number("Nomor ganda")
        registry.action_number()
        registry.action_confirm_final_checklist()
        rows = self.print_rows("control_sheet", registry, table="@class='grid together'")
        checks = [row for row in rows if row[1] == "✓"]
        self.assertEqual(len(checks), len(self.service.final_check_ids))
        self.assertEqual({row[2] for row in checks}, {self.users["registry"].name})
        voided = [(row[0], row[3], row[4]) for row in rows if row not in checks]
        self.assertEqual(voided, [(number, "KK-0001", "Nomor ganda")])
        self.assertNotIn("Nomor seri kertas khusus", self.print_text("control_sheet", registry))

    def test_norm(self):
        """Step 8 has its norm while Customer Service works on it, and none while the applicant corrects."""
        application = self.bring_to(self.file(), "corrected")
        rows = [row[NORM] for row in self.sheet_rows(application) if row[STEP] == "8" and row[LINE]]
        self.assertEqual(rows, ["", "5–15"])

    def test_title(self):
        """The sheet is headed as the SOP calls it; the *map* is the folder in which it lies."""
        body = self.print_text("control_sheet", self.application)
        self.assertIn("Lembar Pengendali Proses", body)
        self.assertNotIn("Map Pengendali Proses Rekomendasi", body)

    def test_waiting_and_handling(self):
        """Of a line that somebody took stands how long it waited and was handled; both make up the whole."""
        lines = self.application.sudo().control_ids.sorted("sequence")
        taken, untouched = lines[2], lines[3]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET taken_at = started_at, working_minutes = 45.4, waiting_minutes = 39.6,"
            " handling_minutes = 5.8 WHERE id = %s",
            [taken.id],
        )
        self.env.cr.execute(
            "UPDATE ptsp_control_line SET taken_at = NULL, working_minutes = 7 WHERE id = %s", [untouched.id]
        )
        self.env.invalidate_all()
        minutes = {row[LINE]: row[MINUTES] for row in self.sheet_rows(self.application) if row[LINE]}
        self.assertEqual(minutes[str(taken.sequence)], "45 menunggu 40 ditangani 5")
        self.assertEqual(minutes[str(untouched.sequence)], "7")

    def test_order_of_time(self):
        """Lines stand in the order in which they came, and steps that were not taken where the SOP has them."""
        back = self.bring_to(self.file(), "section_review")
        self.as_role(back, "section_head").action_section_return("Perbaiki tanggal")
        rows = self.sheet_rows(back)
        lines = [int(row[LINE]) for row in rows if row[LINE]]
        self.assertEqual(lines, list(range(1, len(lines) + 1)))
        # Returned to drafting: step 11 stands after step 12, and those ahead follow.
        self.assertEqual([row[STEP] for row in rows if row[LINE]][-3:], ["11", "12", "11"])
        self.assertEqual([row[STEP] for row in rows][-5:], ["13", "14", "15", "16", "17"])
        self.assertEqual({row[STEP] for row in rows}, {str(number) for number in range(1, 18)})

    def test_action(self):
        """Each line says what was done, in Indonesian."""
        rows = self.sheet_rows(self.application)
        actions = dict(self.env["ptsp.service"].with_context(lang="id_ID")._selection_transition())
        done = [row[ACTION] for row in rows if row[LINE]]
        lines = self.application.sudo().control_ids.sorted("sequence")
        self.assertEqual(done, [actions.get(line.action, "") for line in lines])

    def test_every_opd(self):
        """Each OPD has a row of its own, with who received the file and the opinion that came of it."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        officer.action_mark_checklist_ok()
        officer.env["ptsp.technical.review"].create(
            [
                {"application_id": application.id, "agency_id": agency.id, "kind": kind}
                for agency, kind in ((self.agency, "Lalu lintas"), (self.other_agency, "Ketertiban"))
            ]
        )
        officer.action_verify_technical()
        self.prepare(self.as_role(application, "liaison"), "dispatch")
        self.as_role(application, "liaison").action_dispatch()
        review = self.as_role(application, "technical").review_ids.search([("application_id", "=", application.id)])
        review.action_issue("Tidak keberatan", advice_number="551/1", advice_date="2026-11-20")
        rows = [row for row in self.sheet_rows(application) if not row[LINE] and row[SINCE]]
        self.assertEqual(
            [row[TEXT] for row in rows], [f"{self.agency.name}: Lalu lintas", f"{self.other_agency.name}: Ketertiban"]
        )
        self.assertEqual(rows[0][STEP], "10")
        self.assertEqual(rows[0][ACTOR], self.users["technical"].name)
        self.assertIn("Berkas diterima Siti, surat 551/1 tanggal 20 November 2026", rows[0][NOTE])
        self.assertEqual((rows[1][UNTIL], rows[1][ACTOR]), ("", ""))

    def test_last_step_is_the_applicants(self):
        """Step 17 names who received the letter, not the officer who handed it over."""
        row = self.sheet_rows(self.application)[-1]
        self.assertEqual((row[STEP], row[ACTOR], row[INITIALS]), ("17", "Budi Santoso", ""))

    def test_given_up(self):
        """Of an application that was cancelled the sheet ends with that."""
        application = self.bring_to(self.file(), "cs_check")
        self.cancel(self.as_role(application, "customer_service"))
        rows = self.sheet_rows(application)
        self.assertIn("Pemohon menarik permohonan", [row[NOTE] for row in rows])
        self.assertNotIn("17", [row[STEP] for row in rows])

    def test_lampiran_1(self):
        """Lampiran 1 prints the steps as the SOP describes them, with sub-items and remarks."""
        rows = {row[0]: row for row in self.print_rows("service_sop_steps", self.service)}
        self.assertEqual(len(rows), 17)
        self.assertIn("c. Memberikan pertimbangan tertentu dan saran bagi Kepala Bidang", rows["12"][1])
        self.assertIn("c. Memberikan pertimbangan tertentu dan saran untuk Kepala Dinas", rows["13"][1])
        self.assertIn("d. Mengusulkan dan mengoordinasikan rapat", rows["12"][1])
        self.assertIn("Membubuhkan paraf jika sudah lengkap dan benar", rows["13"][6])
        self.assertIn("Tidak menerima berkas sebelum ada bukti/persetujuan dari CS", rows["6"][6])
        self.assertIn("WITA", rows["1"][4])
        self.assertEqual(rows["2"][4], "Sesuai kebutuhan")
        self.assertEqual(rows["7"][4], "Hari H 5–15 menit")
        self.assertEqual(rows["11"][4], "Hari H – H+1 5–15 menit")
        for step in self.service.step_ids:
            self.assertTrue(step.sop_text)
        other = self.service.step_ids[0].copy({"number": 18, "sop_text": False, "name": "Langkah baru", "state": False})
        rows = {row[0]: row for row in self.print_rows("service_sop_steps", self.service)}
        self.assertIn(other.name, rows["18"][1])
