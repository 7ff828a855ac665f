from lxml import html

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import html2plaintext

#: Longest message of an applicant.
CHARACTERS, LINES = 5000, 100
#: Who wrote it.
APPLICANT_WROTE, AGENCY_WROTE = "applicant", "agency"


def words_of(body, is_email=False):
    """Return the words of a message, without what an e-mail quotes of those before it.

    :param str body: as Odoo keeps it
    :param bool is_email: it came by e-mail
    :return: str, lines end with a line break
    """
    if is_email and body:
        tree = html.fragment_fromstring(body, create_parent="div")
        for quoted in tree.xpath(".//*[@data-o-mail-quote or @data-o-mail-quote-container]"):
            # What follows a quotation is no part of it.
            quoted.drop_tree()
        body = html.tostring(tree, encoding="unicode")
    return html2plaintext(body or "", include_references=False).strip()


class Message(models.Model):
    """A message between applicant and agency: which one of Odoo's it is, from which desk, and who has read it when.

    The words and files are those of Odoo's own message, which stays as it was. Internal notes are none.
    """

    _name = "ptsp.message"
    _description = "Message between Applicant and Agency"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "id"
    _rec_name = "written_at"

    application_id = fields.Many2one(
        "ptsp.application", required=True, readonly=True, procedure=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="application_id.company_id")
    message_id = fields.Many2one(
        "mail.message", "Message in Odoo", required=True, readonly=True, procedure=True, ondelete="cascade"
    )
    writer = fields.Selection(
        [(APPLICANT_WROTE, "Applicant"), (AGENCY_WROTE, "Agency")],
        "Written by",
        required=True,
        readonly=True,
        procedure=True,
    )
    role = fields.Char(
        readonly=True, procedure=True, help="The role of the officer; applicants know officers by their desk."
    )
    from_name = fields.Char(
        "From", compute="_compute_from_name", help="The officer, or whoever wrote for the applicant."
    )
    written_at = fields.Datetime("When", required=True, readonly=True, procedure=True)
    read_at = fields.Datetime("Read at", readonly=True, procedure=True, help="When the other side read it first.")
    read_by_id = fields.Many2one(
        "res.users", "Read by", readonly=True, procedure=True, ondelete="restrict", index="btree_not_null"
    )
    body = fields.Text("Message", compute="_compute_body", max_chars=CHARACTERS, max_lines=LINES)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", related="message_id.attachment_ids")

    _once = models.UniqueIndex("(message_id)", "This message is in the thread already.")
    _unread = models.Index("(application_id) WHERE read_at IS NULL")

    @api.depends("message_id")
    def _compute_body(self):
        for message in self:
            # Who reads the thread reads its words.
            message_sudo = message.sudo().message_id
            message.body = words_of(message_sudo.body, message_sudo.message_type == "email")

    @api.depends("message_id")
    def _compute_from_name(self):
        for message in self:
            author_sudo = message.sudo().message_id.author_id
            message.from_name = author_sudo.name or message.sudo().message_id.email_from

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was written stays. Write another message instead."))

    def _desk_name(self):
        """Return how applicants know who wrote a message of the agency, in the user's language."""
        self.ensure_one()
        message_sudo = self.sudo()
        if message_sudo.role:
            return self.env["res.groups"]._ptsp_role_label(message_sudo.role)
        return message_sudo.application_id.company_id.name

    def _note_read(self):
        """Note that the user has read those of the messages that nobody of the own side had read."""
        unread_sudo = self.sudo().filtered(lambda message: not message.read_at)
        if unread_sudo:
            unread_sudo._as_procedure().write({"read_at": fields.Datetime.now(), "read_by_id": self.env.uid})
