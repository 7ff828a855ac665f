"""Applications are found and grouped by the OPD that were asked for an opinion."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestApplicationOpd(PtspCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.service.copy({"in_force_from": cls.service.in_force_from})
        cls.applications = cls.env["ptsp.application"].with_user(cls.users["manager"])
        cls.of_service = [("service_id", "=", cls.service.id)]
        cls.other = cls.agency.copy({"name": "Dinas Kebakaran"})
        cls.asked_both, cls.asked_one, cls.asked_none = cls.env["ptsp.application"].create(
            [cls.application_vals(service_id=cls.service.id) for _index in range(3)]
        )
        for application, agency, state in (
            (cls.asked_both, cls.agency, "sent"),
            (cls.asked_both, cls.other, "issued"),
            (cls.asked_one, cls.agency, "sent"),
            (cls.asked_one, cls.agency, "issued"),
            (cls.asked_none, cls.agency, "cancelled"),
        ):
            cls.env["ptsp.technical.review"]._as_procedure().create(
                {"application_id": application.id, "agency_id": agency.id, "kind": "Lalu lintas", "state": state}
            )

    def found(self, domain):
        return set(self.applications.search([*self.of_service, *domain]).ids)

    def test_grouped_by_opd(self):
        """An application of two OPD stands at each, once however often it was asked; the others stand together."""
        groups = self.applications.formatted_read_group(self.of_service, ["opd_ids"], ["__count"])
        counts = {group["opd_ids"] and group["opd_ids"][0]: group["__count"] for group in groups}
        self.assertEqual(counts, {self.agency.id: 2, self.other.id: 1, False: 1})
        for group in groups:
            self.assertEqual(len(self.found(group["__extra_domain"])), group["__count"], group["opd_ids"])

    def test_found_by_opd(self):
        """Whoever types an OPD finds its applications."""
        self.assertEqual(self.found([("opd_ids", "=", self.other.id)]), {self.asked_both.id})
        self.assertEqual(self.found([("opd_ids", "ilike", "Kebakaran")]), {self.asked_both.id})
        self.assertEqual(self.found([("opd_ids", "in", self.agency.ids)]), {self.asked_both.id, self.asked_one.id})
        self.assertEqual(self.found([("opd_ids", "=", False)]), {self.asked_none.id})
        self.assertEqual(self.asked_both.with_user(self.users["manager"]).opd_ids.ids, (self.agency | self.other).ids)

    def test_offered_in_the_search(self):
        """The group *OPD* stands in the search of applications, and not in that of a member of an OPD."""
        for role, offered in (("manager", True), ("verification", True), ("technical", False)):
            views = self.env["ptsp.application"].with_user(self.users[role]).get_views([(False, "search")])
            self.assertEqual('name="group_opd"' in views["views"]["search"]["arch"], offered, role)
        with self.assertRaises(AccessError):
            self.env["ptsp.application"].with_user(self.users["technical"]).formatted_read_group(
                [], ["opd_ids"], ["__count"]
            )
