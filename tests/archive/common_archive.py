"""What the tests of the archive share: files of applications that were closed in each way."""

import base64
import hashlib
import zipfile
from datetime import timedelta

from odoo.tests import freeze_time

from ..common import PDF, PtspCase

#: Who may do what with files of the archive, written out so that the tests do not ask what they test.
KEEPERS = {"registry"}
SCANNERS = {"registry", "pickup"}
HEADS = {"division_head", "agency_head"}
TAKERS = {"registry", "auditor", "manager"}


def assert_sums(test, file):
    """Check each part of a ZIP of a whole file against its list of fingerprints.

    :param test: the test that asks
    :param file: its path, or a file object
    :return: the names of the parts
    """
    with zipfile.ZipFile(file) as archive:
        lines = archive.read("SHA256SUMS").decode().splitlines()
        sums = dict(reversed(line.split("  ", 1)) for line in lines)
        test.assertEqual(set(sums), set(archive.namelist()) - {"SHA256SUMS"})
        for name, digest in sums.items():
            with archive.open(name) as content:
                test.assertEqual(hashlib.file_digest(content, "sha256").hexdigest(), digest, name)
    return list(sums)


class ArchiveCase(PtspCase):
    """One application handed over, with all its papers, taken into the archive by the job."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service.company_id.ptsp_uses_archive = True
        cls.done = cls.bring_to(cls.file_with_papers(), "done")
        cls.record = cls.take_in(cls.done)

    @classmethod
    def file_with_papers(cls, **values):
        """File an application with a scan of each of its papers."""
        application = cls.file(**values)
        for number, line in enumerate(application.checklist_ids.filtered("applicable")):
            paper = cls.env["ir.attachment"].create(
                {
                    "name": f"Berkas {number}.pdf",
                    "raw": PDF + b"%% paper %d" % number,
                    "res_model": line._name,
                    "res_id": line.id,
                }
            )
            line.attachment_ids = paper
        return application

    @classmethod
    def take_in(cls, applications):
        """Let the job take in applications, and return their files."""
        company = applications.company_id
        list(cls.env["ptsp.archive.record"]._take_in(company))
        cls.env["ptsp.archive.record"]._mark_ended_terms(company)
        return cls.env["ptsp.archive.record"].search([("application_id", "in", applications.ids)])

    @classmethod
    def as_user(cls, records, role):
        """Return records as the user of a role sees them."""
        return records.with_user(cls.users[role])

    @classmethod
    def scan(cls, text=b"scan"):
        """Return a small scan, base64."""
        return base64.b64encode(PDF + b"%%" + text).decode()

    def destroy(self, record):
        """Let the term of a file end, the registry propose, both heads approve, and the registry destroy it.

        :return: the ``ptsp.archive.disposal``
        """
        registry = self.as_user(record, "registry")
        with freeze_time(record.inactive_until + timedelta(days=1)):
            record._mark_due()
            registry.action_transfer()
            disposal = self.env["ptsp.archive.disposal"].browse(registry.action_propose_disposal()["res_id"])
            for role in ("division_head", "agency_head"):
                self.as_user(disposal, role).action_approve()
            self.as_user(disposal, "registry").action_execute()
        self.env.flush_all()
        self.env.invalidate_all()
        return disposal

    def verify(self, application=None):
        """Return what the button that verifies the control sheet says."""
        application = (application or self.done).with_user(self.users["auditor"])
        return application.action_verify_control_sheet()["params"]
