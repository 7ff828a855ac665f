from markupsafe import Markup

from odoo import fields, models


class ApplicationRequestsTold(models.Model):
    """Who is told of requests: the next desk by the banner, Customer Service by a to-do."""

    _inherit = "ptsp.application"

    def _words_of(self, line):
        words = super()._words_of(line)
        if not line or line.action not in {row.key for row in self._sending_rows()}:
            return words
        asked = self._requests_of_agency().exchange_ids.filtered(
            lambda said: said.kind in ("asked", "asked_again") and said.said_at == line.ended_at
        )
        # A note that became a question stands there once.
        return words + [f"{said.request_id.name}: {said.text}" for said in asked if said.text != line.note]

    def _to_do_types(self):
        return [*super()._to_do_types(), "ptsp_exhibition.activity_type_request"]

    def _leave_request_to_dos(self):
        """Leave a to-do where an OPD asks the applicant through Customer Service (step 10), and take away what is moot.

        In procedure mode.
        """
        Activity = self.env["mail.activity"]
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_request", True)
        there = Activity.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", type_id),
                ("automated", "=", True),
            ]
        )
        there.unlink()
        vals_list = []
        for application in self:
            asked = application.request_ids.filtered(lambda request: request.review_id and request.state == "sent")
            if not asked:
                continue
            vals_list.append(
                {
                    "activity_type_id": type_id,
                    "automated": True,
                    "user_id": False,
                    # Which OPD it is, and what it asks, other OPD do not read.
                    "summary": self.env._("An OPD asks the applicant"),
                    "note": Markup("<br>").join(
                        f"{request.desk_name}, {request.name}: {request.text}" for request in asked
                    ),
                    "date_deadline": application.service_id._local_day(fields.Datetime.now()),
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": application.id,
                }
            )
        if vals_list:
            Activity.create(vals_list)
