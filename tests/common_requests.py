"""Files of which the applicant is asked something."""

import base64

from .common import PDF, PtspCase


class RequestsCase(PtspCase):
    """An application at verification, and what is asked about it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.officer = cls.as_role(cls.application, "verification")
        cls.desk = cls.as_role(cls.application, "customer_service")
        cls.applicant_view = cls.as_role(cls.application, "applicant")
        cls.line = cls.officer.checklist_ids[0]

    @staticmethod
    def sent_file(content=PDF, name="ktp.pdf"):
        """Return a file as a client sends it."""
        return {"name": name, "datas": base64.b64encode(content).decode()}

    def ask(self, role="verification", **vals):
        """Prepare a request as a role does."""
        Request = self.env["ptsp.request"].with_user(self.users[role])
        return Request.create({"application_id": self.application.id, "text": "Di mana pintu masuk?", **vals})

    def ask_for_paper(self):
        """Mark a paper deficient and send the file back; return the request as the applicant sees it."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.officer.action_request_correction()
        return self.requests().with_user(self.portal_user)

    def requests(self):
        """Return the requests of the application as the system reads them."""
        return self.application.sudo().request_ids

    def hand_in(self):
        """Let the applicant answer everything and hand in, and Customer Service pass it on."""
        self.hand_in_correction(self.applicant_view)
        self.desk.action_complete_correction()

    def bring_back(self):
        """Send the file to the applicant, who answers and hands in, and pass it on to the desk that asked."""
        self.officer.action_request_correction()
        self.hand_in()
