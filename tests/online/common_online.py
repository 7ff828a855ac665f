"""What the tests of filing online share: what an applicant enters, and a draft."""

from odoo.tests import new_test_user

from ..common import PDF, PtspCase, exhibition_vals

IDENTITY = "6472051203850001"
CONTACT = {
    "applicant_identity": IDENTITY,
    "contact_phone": "0811 553 210",
    "contact_street": "Jl. Gajah Mada 7",
    "contact_city": "Samarinda",
}
REPRESENTED = {"is_represented": "yes", "representative_name": "Siti Aminah", "representative_phone": "0812"}


def details():
    """Return what an applicant enters about an exhibition, as a page sends it."""
    return {name: str(value) for name, value in exhibition_vals().items() if name != "applicant_identity"}


def paper(number=1):
    """Return a paper that is none of the others.

    :param int number: which one
    """
    return PDF + b"%% %d\n" % number


class OnlineCase(PtspCase):
    """An applicant with an account, a colleague, and drafts online."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()
        cls.colleague = new_test_user(cls.env, "test_colleague", "base.group_portal", email="ani@example.com")
        cls.colleague.partner_id.parent_id = cls.applicant

    @classmethod
    def begin(cls, user=None, service=None):
        """Begin a draft as an applicant."""
        user = user or cls.portal_user
        Application = cls.env["ptsp.application"].with_user(user)
        return Application._file_online((service or cls.service).with_user(user))

    @classmethod
    def complete(cls, user=None, represented=False):
        """Return a draft in which everything is filled in and attached."""
        draft = cls.begin(user)
        problems = draft._save_online("applicant", {**CONTACT, **(REPRESENTED if represented else {})})
        problems |= draft._save_online("details", details())
        assert not problems, problems
        for number, line in enumerate(draft._lines_online()):
            draft._attach_online(line.id, f"berkas {number}.pdf", paper(number))
        return draft
