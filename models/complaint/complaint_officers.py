import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

#: Letters that a word has at least by which an officer is known.
_SHORTEST_NAME = 4
_WORD = re.compile(r"[^\W_]+")
#: Who reads complaints by office, beside those who handle them.
_READING_HEADS = ("section_head", "division_head", "agency_head")


class ComplaintOfficers(models.Model):
    """Who is complained of neither sees the complaint nor closes it, whatever office he holds.

    A record rule keeps it from whoever stands in ``officer_ids``. What says that it is about an officer comes to the
    managers of complaints first, who name the officer and pass it on.
    """

    _inherit = "ptsp.complaint"

    officer_ids = fields.Many2many(
        "res.users",
        "ptsp_complaint_officer_rel",
        "complaint_id",
        "user_id",
        "Officers Complained Of",
        copy=False,
        domain="[('share', '=', False)]",
        help="They do not see it. Only the manager of complaints takes somebody off this list.",
    )
    officer_named = fields.Char(
        "Officer as Named",
        readonly=True,
        copy=False,
        procedure=True,
        max_chars=200,
        help="The officer or the desk, in the complainant's words.",
    )

    @api.constrains("officer_ids")
    def _check_officers(self):
        for complaint in self:
            for officer_sudo in complaint.sudo().officer_ids:
                if officer_sudo.share or complaint.company_id not in officer_sudo.company_ids:
                    raise ValidationError(
                        self.env._("%(name)s is no officer of this agency. Choose another one.", name=officer_sudo.name)
                    )

    def write(self, vals):
        if "officer_ids" not in vals or self._is_procedure:
            return super().write(vals)
        before = {complaint: complaint.officer_ids for complaint in self.sudo()}
        result = super().write(vals)
        if not self._manages_complaints() and any(
            officers - complaint.officer_ids for complaint, officers in before.items()
        ):
            raise AccessError(
                self.env._("Only the manager of complaints takes an officer off the list. Ask for it there.")
            )
        return result

    def _leave_out_officers(self):
        """Take complaints out of the hands of who is complained of, in procedure mode: to-dos and handling."""
        for complaint in self.filtered("officer_ids"):
            complaint.activity_ids.filtered(
                lambda activity, officers=complaint.officer_ids: activity.user_id in officers
            ).unlink()
            if complaint.handler_id in complaint.officer_ids:
                complaint.write({"handler_id": False, "state": "received"})
                complaint._tell_handlers()

    @api.model
    def _readers_of_complaints(self, company):
        """Return who may read complaints of an agency, but for those of themselves.

        :param company: a ``res.company``
        """
        handlers = self._officers_of_complaints(company, "group_complaints")
        holders = self.env["res.users"]._ptsp_holders(company, _READING_HEADS)
        auditors = self._officers_of_complaints(company, "group_auditor")
        return handlers.union(auditors, *holders.values())

    @api.model
    def _officers_of_complaints(self, company, group):
        """Return the active officers of an agency in a group.

        :param company: a ``res.company``
        :param str group: XML id without the addon's name
        """
        users_sudo = self.env.ref(f"ptsp_exhibition.{group}").sudo().all_user_ids
        return users_sudo.filtered(
            lambda user: user.active and not user.share and company in user.company_ids and not user._is_superuser()
        )

    def _suspect_officers(self, entered_by):
        """Keep complaints from officers whose names stand in them, until a manager has looked, in procedure mode.

        In the text it must be the whole name of somebody who would read it; where an officer was asked for, a word of
        the name will do.

        :param entered_by: who has entered it; an officer may name officers, and need not be asked again
        :raises UserError: it is about who enters it
        """
        for complaint in self:
            readers = complaint._readers_of_complaints(complaint.company_id)
            text, named = _words(complaint.text), set(_words(complaint.officer_named).split())
            suspects = readers.filtered(lambda user, text=text: _is_named_in(user.name, text))
            if named:
                staff_sudo = (
                    self.env["res.users"]
                    .sudo()
                    .search([("share", "=", False), ("company_ids", "in", complaint.company_id.id)])
                )
                suspects |= staff_sudo.filtered(lambda user, named=named: bool(named & _long_words(user.name)))
            if entered_by & (suspects | complaint.officer_ids):
                raise UserError(
                    self.env._("This complaint is about you: have a colleague enter it, or give the form to the box.")
                )
            about_officer = bool(suspects or named or complaint.officer_ids)
            values = {}
            if suspects - complaint.officer_ids:
                values["officer_ids"] = [Command.link(user.id) for user in suspects]
            if about_officer or complaint.confidential:
                values["investigated"] = True
            if not entered_by and (about_officer or complaint.confidential):
                values["is_screened"] = False
            if values:
                complaint.write(values)

    def action_pass_on(self):
        """Let all who handle complaints see this one: the officers complained of are named.

        :return: True
        :raises AccessError: the user is no manager of complaints
        """
        self.check_access("write")
        if not self._manages_complaints():
            raise AccessError(self.env._("Complaints about officers are passed on by the manager of complaints."))
        self._hold_complaints()
        self._check_handled_by_user()
        waiting = self.filtered(lambda complaint: not complaint.is_screened)._as_procedure()
        waiting.write({"is_screened": True})
        waiting._note_entry("screened")
        waiting._tell_handlers()
        return True


def _words(text):
    """Return a text as words, in small letters, with one blank before, between and behind them."""
    return f" {' '.join(_WORD.findall((text or '').lower()))} "


def _is_named_in(name, words):
    """Tell whether a name of at least two words stands in a text, titles behind it left out."""
    name = _words((name or "").partition(",")[0])
    return len(name.split()) > 1 and name in words


def _long_words(name):
    """Return the words of a name by which somebody is known, as a set."""
    return {word for word in _words((name or "").partition(",")[0]).split() if len(word) >= _SHORTEST_NAME}
