"""How lists of applications begin: with what is under way, and with states in the order of the procedure."""

from ast import literal_eval

from lxml import etree

from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestApplicationOrder(PtspCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.service.copy({"in_force_from": cls.service.in_force_from})
        cls.applications = cls.env["ptsp.application"].with_user(cls.users["manager"])
        cls.of_service = [("service_id", "=", cls.service.id)]

    def file(self, count=1, **values):
        return super().file(count, service_id=self.service.id, **values)

    def test_closed_files_come_last(self):
        """List and kanban begin with what is under way, though a closed file had the earlier deadline."""
        closed = self.bring_to(self.file(), "done")
        cancelled = self.bring_to(self.file(), "registration")
        self.cancel(self.as_role(cancelled, "registration"))
        waiting = self.bring_to(self.file(), "verification")
        draft = self.file()
        for kind in ("list", "kanban"):
            arch = etree.fromstring(self.applications.get_views([(False, kind)])["views"][kind]["arch"])
            order = arch.get("default_order")
            found = self.applications.search(self.of_service, order=order)
            self.assertEqual(set(found[:2].ids), set((waiting | draft).ids), kind)
            self.assertEqual(set(found[2:].ids), set((closed | cancelled).ids), kind)

    def test_states_in_the_order_of_the_procedure(self):
        """A chart has its bars in the order in which an application goes, not in that of the alphabet."""
        for state in ("technical", "drafting", "agency_approval"):
            self.bring_to(self.file(), state, technical=True)
        self.file()
        for groupby in (["state"], ["state", "sla_status"]):
            groups = self.applications.formatted_read_group(self.of_service, groupby, ["__count"])
            self.assertEqual(
                [group["state"] for group in groups], ["draft", "technical", "drafting", "agency_approval"], groupby
            )

    def test_promise_statuses_in_their_order(self):
        """Groups of the promise stand as they are listed: none yet before kept."""
        self.bring_to(self.file(), "done")
        self.file()
        groups = self.applications.formatted_read_group(self.of_service, ["sla_status"], ["__count"])
        self.assertEqual([group["sla_status"] for group in groups], ["none", "met"])

    def test_all_applications_begin_with_what_is_under_way(self):
        """Who opens all applications sees those under way; the closed ones come by removing the filter."""
        context = literal_eval(self.env.ref("ptsp_exhibition.application_action_all").context)
        self.assertEqual(context, {"search_default_open": 1})
        arch = etree.fromstring(self.applications.get_views([(False, "search")])["views"]["search"]["arch"])
        [domain] = arch.xpath("//filter[@name='open']/@domain")
        self.bring_to(self.file(), "done")
        draft = self.file()
        self.assertEqual(self.applications.search([*self.of_service, *literal_eval(domain)]).ids, draft.ids)

    def test_filter_waits_for_the_applicant(self):
        """One filter finds what waits for the applicant: drafts, returned files, corrections, letters to collect."""
        waiting = self.file()
        for state in ("returned", "correction", "pickup"):
            waiting |= self.bring_to(self.file(), state)
        for state in ("cs_check", "verification", "done"):
            self.bring_to(self.file(), state)
        arch = etree.fromstring(self.applications.get_views([(False, "search")])["views"]["search"]["arch"])
        [domain] = arch.xpath("//filter[@name='waits_for_applicant']/@domain")
        found = self.applications.search([*self.of_service, *literal_eval(domain)])
        self.assertEqual(set(found.ids), set(waiting.ids))
        self.assertEqual(set(found.mapped("waits_for_applicant")), {True})
