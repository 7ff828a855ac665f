"""Applications of which every figure is known beforehand."""

from .common_clock import MON, ClockCase

#: The norms of the steps that the stories use, in working minutes.
NORMS = {4: 10, 6: 5, 7: 15, 11: 20, 12: 10, 13: 10, 14: 10, 15: 5}


class FigureCase(ClockCase):
    """Applications under a service of their own, so that nothing else counts, in the week of the clock stories."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # All parts of the report are there.
        cls.service.company_id.write({"ptsp_uses_queue": True, "ptsp_uses_complaints": True})
        cls.service = cls.service.copy({"code": "FIG", "in_force_from": "2020-01-01"})
        cls.calendar = cls.service.calendar_id
        cls.service.name = "Figures"
        for step in cls.service.step_ids:
            step.norm_min = 0
            step.norm_max = NORMS.get(step.number, 0)
        cls.of_service = [("service_id", "=", cls.service.id)]

    @classmethod
    def application_vals(cls, **values):
        return super().application_vals(service_id=cls.service.id, **values)

    def verified(self, minutes, hour="09:00", day=MON):
        """Return an application that was registered at a full hour and verified so many minutes later."""
        application = self.registered(f"{day} {hour}")
        return self.go(application, (f"{day} {hour[:3]}{minutes:02d}", "verify_direct"))

    def kept(self, minutes=10, hour="09:00", day=MON):
        """Return an application that was registered at a full hour, and numbered so many minutes later."""
        return self.numbered(self.verified(minutes, hour, day), f"{day} {hour[:3]}{minutes:02d}")

    def story(self):
        """Let seven applications be verified and one numbered, and one go to the applicant and an OPD and back."""
        for minutes in (1, 3, 4, 9, 16, 20):
            self.verified(minutes)
        self.kept(45)
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 10:10", "request_correction"),
            (f"{MON} 10:40", "hand_in_correction"),
            (f"{MON} 10:40", "complete_correction"),
            (f"{MON} 10:50", "verify_technical"),
            (f"{MON} 11:00", "dispatch"),
            (f"{MON} 11:30", "receive_advice"),
        )
        self.numbered(application, f"{MON} 11:45")

    def line_of(self, application, state):
        """Return the first control line of an application in a state."""
        return application.sudo().control_ids.filtered(lambda line: line.state == state)[:1]
