import json

from odoo import api, fields, models


class ExchangeFiles(models.Model):
    """The files that came with an answer, with their fingerprints, beside those in whose place they came."""

    _inherit = "ptsp.request.exchange"

    told = fields.Text(
        "Words", compute="_compute_told", help="What was said, and what was entered anew in the application."
    )
    fingerprints = fields.Text("SHA-256", compute="_compute_fingerprints", help="The SHA-256 of each file, one a line.")
    has_earlier = fields.Boolean(compute="_compute_has_earlier", help="Its files took the place of others.")

    @api.depends("text", "value")
    def _compute_told(self):
        for exchange in self:
            exchange.told = "\n".join(filter(None, (exchange.value, exchange.text))) or False

    @api.depends("sha256", "attachment_ids.name")
    def _compute_fingerprints(self):
        for exchange in self:
            digests = json.loads(exchange.sha256 or "{}")
            exchange.fingerprints = (
                "\n".join(
                    f"{file.name}: {digests[str(file.id)]}"
                    for file in exchange.attachment_ids
                    if str(file.id) in digests
                )
                or False
            )

    @api.depends("attachment_ids", "replaced_ids")
    def _compute_has_earlier(self):
        for exchange in self:
            exchange.has_earlier = bool(exchange.attachment_ids and exchange.replaced_ids)

    def action_compare(self):
        """Show the files that came beside those in whose place they came.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.request_exchange_action_compare")
        return {**action, "res_id": self.id}


class RequestFiles(models.Model):
    """What a request shows of its answer."""

    _inherit = "ptsp.request"

    answer_told = fields.Text(
        "What Is Answered", compute="_compute_answer_told", help="The latest answer, and what was entered with it."
    )
    has_earlier = fields.Boolean(compute="_compute_has_earlier", help="Files took the place of others.")

    @api.depends("answer", "answered_at", "exchange_ids.told")
    def _compute_answer_told(self):
        for request in self:
            answered = request.exchange_ids.filtered(lambda said: said.kind == "answered")[-1:]
            request.answer_told = answered.told or request.answer

    @api.depends("exchange_ids.has_earlier")
    def _compute_has_earlier(self):
        for request in self:
            request.has_earlier = any(request.exchange_ids.mapped("has_earlier"))

    def action_compare(self):
        """Show the files that came last beside those in whose place they came.

        :return: the action; nothing where no file was exchanged
        """
        self.ensure_one()
        self.check_access("read")
        exchanged = self.exchange_ids.filtered("has_earlier")
        return exchanged[-1].action_compare() if exchanged else False
