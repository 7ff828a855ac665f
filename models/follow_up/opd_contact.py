from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CHANNELS = [
    ("call", "Telephone"),
    ("message", "Message"),
    ("email", "E-mail"),
    ("letter", "Letter"),
    ("in_person", "In Person"),
]


class OpdContact(models.Model):
    """One time that the agency has asked an OPD after its opinion: who, with whom, and what was promised (step 11)."""

    _name = "ptsp.opd.contact"
    _description = "Contact with an OPD"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "contacted_at desc, id desc"
    _rec_name = "person"

    review_id = fields.Many2one(
        "ptsp.technical.review", "Technical Review", required=True, readonly=True, ondelete="cascade", index=True
    )
    application_id = fields.Many2one(related="review_id.application_id")
    agency_id = fields.Many2one(related="review_id.agency_id")
    company_id = fields.Many2one(related="review_id.application_id.company_id")
    contacted_at = fields.Datetime("When", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        "Who",
        readonly=True,
        ondelete="restrict",
        index=True,
        help="Empty where the system wrote by itself.",
    )
    channel = fields.Selection(CHANNELS, "How", required=True, readonly=True)
    person = fields.Char("With Whom", required=True, readonly=True, max_chars=200)
    said = fields.Text("What Was Promised", required=True, readonly=True, max_chars=2000, max_lines=40)
    next_on = fields.Date("Next Contact", readonly=True, help="When the OPD is asked again, unless it has answered.")
    activity_id = fields.Many2one(
        "mail.activity", "To-Do", readonly=True, ondelete="set null", index="btree_not_null", copy=False
    )

    @api.constrains("contacted_at", "next_on")
    def _check_moments(self):
        now = fields.Datetime.now()
        for contact in self:
            review = contact.review_id
            service = review.application_id.service_id
            if contact.contacted_at > now:
                raise ValidationError(self.env._("The contact lies in the future. Correct when it was."))
            if review.sent_at and contact.contacted_at < review.sent_at.replace(second=0):
                raise ValidationError(
                    self.env._(
                        "%(agency)s was not asked yet at that moment. Correct when the contact was.",
                        agency=review.agency_id.name,
                    )
                )
            if contact.next_on and contact.next_on < service._local_day(now):
                raise ValidationError(self.env._("The next contact lies in the past. Enter a day from today on."))


class ReviewContactNoted(models.Model):
    """Who deals with OPD notes a contact on the opinion that is asked after."""

    _inherit = "ptsp.technical.review"

    def action_note_contact(self, channel=None, person=None, said=None, next_on=None, contacted_at=None):
        """Note that an OPD was asked after its opinion. A to-do reminds of the next time (step 11).

        :param str channel: a value of the field ``channel`` of ``ptsp.opd.contact``
        :param str person: with whom
        :param str said: what was promised
        :param date next_on: when the OPD is asked again, unless it has answered
        :param datetime contacted_at: when it was, naive UTC; now where empty
        :return: True
        :raises AccessError: the user is of none of the desks that deal with OPD
        :raises UserError: something lacks, or the OPD does not owe the opinion
        """
        self.check_access("read")
        Contact = self.env["ptsp.opd.contact"]
        person, said = Contact._ptsp_text("person", person), Contact._ptsp_text("said", said)
        self._check_follows_up()
        if channel not in dict(CHANNELS):
            raise UserError(self.env._("Choose how the OPD was asked: by telephone, message, e-mail, letter or there."))
        if not person:
            raise UserError(self.env._("Enter with whom at the OPD you had contact."))
        if not said:
            raise UserError(self.env._("Write what was promised, or that nobody could be reached."))
        self.application_id._lock_for_procedure()
        for review in self:
            if not review.followed_up:
                raise UserError(
                    self.env._(
                        "%(agency)s does not have the file now, or has given its opinion: reload the page.",
                        agency=review.agency_id.name,
                    )
                )
        contacts = Contact._as_procedure().create(
            [
                {
                    "review_id": review.id,
                    "contacted_at": contacted_at or fields.Datetime.now(),
                    "user_id": self.env.uid,
                    "channel": channel,
                    "person": person,
                    "said": said,
                    "next_on": next_on or False,
                }
                for review in self
            ]
        )
        contacts._leave_reminders()
        return True
