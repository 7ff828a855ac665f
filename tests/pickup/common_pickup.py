"""What the tests of the pick-up desk share: a letter that waits, and who collects it."""

from odoo.fields import Command

from ..common import PtspCase
from ..pictures import drawn


class PickupCase(PtspCase):
    """A letter waits at the pick-up desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.items = cls.service.handover_item_ids
        cls.application = cls.bring_to(cls.file(), "pickup")
        cls.desk = cls.as_role(cls.application, "pickup")

    @classmethod
    def collect(cls, desk, **values):
        """Let somebody identify, sign and hear of all rights and duties, and hand the letter over."""
        desk.write(
            {
                "recipient_name": "Budi Santoso",
                "recipient_identity": "6472051203850001",
                "recipient_identity_kind": "ktp",
                "recipient_signature": drawn(),
                "read_item_ids": [Command.set(desk.service_id.handover_item_ids.ids)],
                **values,
            }
        )
        desk.action_hand_over()

    def keep(self):
        """Let the job run that sets the proofs."""
        with self.enter_registry_test_mode(), self.allow_pdf_render():
            self.env.ref("ptsp_exhibition.cron_handover_proofs").method_direct_trigger()
        self.env.invalidate_all()
