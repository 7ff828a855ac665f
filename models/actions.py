from odoo import models


class ApplicationActions(models.Model):
    """The buttons of SOP-LP2N-PAR-05, in the order of the procedure: the public methods of its transitions.

    Who may press each, from where and whither it leads, stands in ``workflow.py``. All of them take one or many
    applications and a note for the control sheet (where none is given, what stands in the box of the form), return
    True, raise ``AccessError`` where it is not the user's turn and ``UserError`` where state, note or a guard forbid
    it; nothing has changed then.
    """

    _inherit = "ptsp.application"

    def action_submit(self, note=None):
        """Hand the application in (step 3)."""
        return self._transition("submit", note)

    def action_refer_help_desk(self, note=None):
        """Refer the applicant to the help desk (step 4)."""
        return self._transition("refer_help_desk", note)

    def action_complete_consultation(self, note=None):
        """End the consultation and give the file back (step 5)."""
        return self._transition("complete_consultation", note)

    def action_return_incomplete(self, note=None):
        """Return an incomplete file to the applicant (step 4)."""
        return self._transition("return_incomplete", note)

    def action_resubmit(self, note=None):
        """Hand a returned file in again (step 3)."""
        return self._transition("resubmit", note)

    def action_accept(self, note=None):
        """Declare the file complete (step 4)."""
        return self._transition("accept", note)

    def action_return_to_service(self, note=None):
        """Return the file to Customer Service (step 6)."""
        return self._transition("return_to_service", note)

    def action_register(self, note=None):
        """Register the file and give the receipt; the promise begins (step 6)."""
        return self._transition("register", note)

    def action_request_correction(self, note=None):
        """Ask the applicant for a correction; the promise pauses (step 7)."""
        return self._transition("request_correction", note)

    def action_hand_in_correction(self, note=None):
        """Hand the corrections in; the promise goes on from this moment (step 8)."""
        return self._transition("hand_in_correction", note)

    def action_complete_correction(self, note=None):
        """Give the corrected file back to verification (step 8)."""
        return self._transition("complete_correction", note)

    def action_ask_again(self, note=None):
        """Ask the applicant again for what the corrections lack; the promise pauses (step 8)."""
        return self._transition("ask_again", note)

    def action_verify_technical(self, note=None):
        """Find the file in order and send it to the OPD (step 7)."""
        return self._transition("verify_technical", note)

    def action_verify_direct(self, note=None):
        """Find the file in order without the opinion of an OPD (step 7)."""
        return self._transition("verify_direct", note)

    def action_dispatch(self, note=None):
        """Confirm that every OPD has received the file (step 9)."""
        return self._transition("dispatch", note)

    def action_receive_advice(self, note=None):
        """Receive the last technical opinion (step 11)."""
        return self._transition("receive_advice", note)

    def action_submit_draft(self, note=None):
        """Submit the draft to the section head (step 11)."""
        return self._transition("submit_draft", note)

    def action_return_opinion(self, note=None):
        """Send incomplete opinions back to their OPD; the promise pauses (step 11)."""
        return self._transition("return_opinion", note)

    def action_section_return(self, note=None):
        """Return the draft to whoever drafts it (step 12)."""
        return self._transition("section_return", note)

    def action_section_approve(self, note=None):
        """Initial the draft as section head (step 12)."""
        return self._transition("section_approve", note)

    def action_division_return(self, note=None):
        """Return the draft to whoever drafts it (step 13)."""
        return self._transition("division_return", note)

    def action_division_approve(self, note=None):
        """Initial the draft as division head (step 13)."""
        return self._transition("division_approve", note)

    def action_agency_return(self, note=None):
        """Return the draft to the section head (step 14)."""
        return self._transition("agency_return", note)

    def action_request_clarification(self, note=None):
        """Ask the applicant to clarify; the promise pauses (step 14)."""
        return self._transition("request_clarification", note)

    def action_return_to_verification(self, note=None):
        """Return the file for another technical review (step 14)."""
        return self._transition("return_to_verification", note)

    def action_sign(self, note=None):
        """Approve the letter by signing it (step 14)."""
        return self._transition("sign", note)

    def action_number(self, note=None):
        """Number and date the letter (step 15)."""
        return self._transition("number", note)

    def action_void_number(self, note=None):
        """Void a number that was found wrong (step 15)."""
        return self._transition("void_number", note)

    def action_release(self, note=None):
        """Release the letter to the pick-up desk; the promise ends (step 15)."""
        return self._transition("release", note)

    def action_hand_over(self, note=None):
        """Hand the letter over (step 16)."""
        return self._transition("hand_over", note)

    def action_cancel(self, note=None):
        """Cancel the application for an applicant who has withdrawn it."""
        return self._transition("cancel", note)

    def action_withdraw(self, note=None):
        """Withdraw the own application."""
        return self._transition("withdraw", note)
