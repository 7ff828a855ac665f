"""Files of two OPD wait to be taken there."""

from odoo.fields import Command

from ..common import PtspCase
from ..pictures import drawn


class DeliveryCase(PtspCase):
    """Two applications wait for one OPD, one of them for another OPD, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agency.partner_id = cls.env["res.partner"].create(
            {"name": "Dishub", "street": "Jl. Kesuma Bangsa 1", "city": "Samarinda", "phone": "0541 123456"}
        )
        cls.both, cls.single = (cls.bring_to(cls.file(), "verification") for _index in range(2))
        for application, agencies in ((cls.both, cls.agency + cls.other_agency), (cls.single, cls.agency)):
            officer = cls.as_role(application, "verification")
            officer.write({"review_ids": [Command.create({"agency_id": one.id, "kind": "Umum"}) for one in agencies]})
            cls.drop_proposals(officer)
            officer.action_mark_checklist_ok()
            officer.action_verify_technical()
        cls.reviews = (cls.both + cls.single).sudo().review_ids
        cls.waiting = cls.as_role(cls.reviews, "liaison")
        cls.own = cls.waiting.filtered(lambda review: review.agency_id == cls.agency)
        cls.others = cls.waiting - cls.own

    def sheet(self):
        """Put what waits for the first OPD on a sheet, as the liaison officer."""
        action = self.own[0].action_prepare_delivery_of_opd()
        return self.env["ptsp.delivery"].with_user(self.users["liaison"]).browse(action["res_id"])

    def signed_sheet(self, **more):
        """Return a sheet on which somebody has signed."""
        sheet = self.sheet()
        sheet.write({"received_by": "Siti, Staf Umum", "receipt_signature": drawn(), **more})
        return sheet
