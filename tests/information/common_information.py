"""What the tests of the information desk share: a contact, as an officer notes it."""

from odoo.fields import Command

from ..common import PtspCase


class InformationCase(PtspCase):
    """People ask the agency of the SOP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.topic = cls.env["ptsp.information.topic"].search([("company_id", "=", cls.company.id)], limit=1)
        cls.items = cls.service.information_item_ids

    @classmethod
    def ask(cls, role="information", **values):
        """Note that somebody has asked, as the user of a role.

        :return: ``ptsp.information.contact``, as the user sees it
        """
        return (
            cls.env["ptsp.information.contact"]
            .with_user(cls.users[role])
            .create({"service_id": cls.service.id, "topic_id": cls.topic.id, **values})
        )

    @classmethod
    def ask_by_name(cls, **values):
        """Note that somebody has asked who says who it is."""
        known = {"person_name": "Siti Aminah", "phone": "0812 3456 7890", "email": "siti@example.com"}
        ticked = {"item_ids": [Command.set(cls.items[:2].ids)], "question": "Berapa lama prosesnya?"}
        return cls.ask(**{**known, **ticked, **values})
