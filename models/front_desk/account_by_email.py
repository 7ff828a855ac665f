from binascii import Error as NoBase64
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS, Command, Domain
from odoo.tools import email_normalize, hash_sign, verify_hash_signed

#: What the signed links are for; a link of anything else opens nothing here.
_SCOPE = "ptsp-account-by-email"
#: How long a link is good for.
HOURS = 24
#: How long one waits between two links.
MINUTES = 15


class AccountByEmail(models.Model):
    """Who opens an account by himself finds the files that the counter keeps under the same e-mail address.

    Everybody may open an account with any address, so an address by itself opens nothing. What is thought of:

    * *Somebody types the address of another one.* The files show only after a link was opened that went to the address
      that the counter has, whatever the account says; it is good for one use, by this account, for a day, and void as
      soon as the address of either, the only applicant of it, or a later link says otherwise.
    * *Somebody tries which addresses have files here.* The page offers the same, and answers the same, whether there
      are any; the e-mail waits in the queue, so the time tells nothing either.
    * *Somebody opens an account for another one beforehand, and waits.* Who confirms is signed in to that account, so
      has its password or has set a new one by e-mail, which ends all other sessions. Passkeys and API keys, which
      would outlive that, are removed. The e-mail and the page name the account and say when to leave it.
    * *A mail scanner opens the link.* It is not signed in, and the link alone changes nothing: a button does.
    * *One address, several applicants.* None is guessed: the e-mail says to ask the front office.
    * *Contacts of officers, agencies and OPD, and those that have an account,* are given to nobody.
    * *Somebody floods a mailbox.* One e-mail in a quarter of an hour, and none where there are no files.

    The account moves to the contact, whose name, identity and files stay as they are; the contact that Odoo made for
    the account, which never had a file, is archived. Merging them would let a visitor write into an applicant.
    """

    _inherit = "res.users"

    ptsp_link_sent_at = fields.Datetime("Link for the Files Sent", groups=NO_ACCESS, copy=False)

    def _ptsp_proves_by_email(self):
        """Tell whether a user may prove to be an applicant by the e-mail address: an account with nothing in it yet."""
        self.ensure_one()
        user_sudo = self.sudo()
        own_sudo = user_sudo.partner_id
        address = email_normalize(user_sudo.login or "")
        return bool(
            address
            and user_sudo.active
            and user_sudo._is_portal()
            # Somebody may have turned the e-mail of the account to another mailbox since.
            and address == own_sudo._ptsp_address()
            and not own_sudo.parent_id
            and not own_sudo.with_context(active_test=False).child_ids
            and own_sudo._ptsp_accounts() == user_sudo
            and not own_sudo._ptsp_with_applications(Domain.TRUE)
        )

    def _ptsp_applicants_of_address(self):
        """Return the other contacts of the user's e-mail address that have applications, as superuser."""
        contacts_sudo = self.env["res.partner"].sudo().with_context(active_test=False)
        address = self.sudo().partner_id._ptsp_address()
        found_sudo = contacts_sudo.search([("email_normalized", "=", address)]) - self.sudo().partner_id
        # Odoo compares by the first one where a contact has several.
        found_sudo = found_sudo.filtered(lambda contact: contact._ptsp_address() == address)
        applied = (
            self.env["ptsp.application"].sudo()._read_group([("partner_id", "in", found_sudo.ids)], ["partner_id"])
        )
        return contacts_sudo.union(*(contact for (contact,) in applied))

    def _ptsp_applicant_to_be(self):
        """Return the one contact that becomes the user's once the e-mail address is confirmed, or none."""
        contact_sudo = self._ptsp_applicants_of_address()
        if len(contact_sudo) != 1 or not contact_sudo.active or contact_sudo._ptsp_accounts():
            return contact_sudo.browse()
        return contact_sudo.browse() if any(contact_sudo._ptsp_official()) else contact_sudo

    def _ptsp_send_link(self):
        """Send a link to the user's e-mail address by which the files under it are found; nothing where there are none.

        :raises UserError: the last one was asked for only now, or the account has files or another address
        """
        self.ensure_one()
        user_sudo = self.sudo()
        if not user_sudo.try_lock_for_update(allow_referencing=True) or not self._ptsp_proves_by_email():
            raise UserError(self.env._("This account shows its files already. Reload the page and look again."))
        now = fields.Datetime.now()
        if user_sudo.ptsp_link_sent_at and now < user_sudo.ptsp_link_sent_at + timedelta(minutes=MINUTES):
            raise UserError(
                self.env._(
                    "You asked less than %(minutes)s minutes ago. Look for the e-mail, also where unwanted mail is "
                    "kept, and ask again later.",
                    minutes=MINUTES,
                )
            )
        user_sudo.ptsp_link_sent_at = now
        if not self._ptsp_applicants_of_address():
            return
        contact_sudo = self._ptsp_applicant_to_be()
        page = f"{user_sudo.get_base_url()}/my/applications/confirm"
        link = f"{page}?token={self._ptsp_token(contact_sudo)}" if contact_sudo else False
        user_sudo.env.ref("ptsp_exhibition.mail_template_files_found").with_context(link=link).send_mail(
            self.id,
            email_values={
                "email_to": user_sudo.partner_id._ptsp_address(),
                "message_type": "user_notification",
                "auto_delete": True,
            },
        )
        user_sudo.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _ptsp_said(self, contact):
        """Return what a link for a contact is good for: one user, one contact, one address, the last link.

        :param contact: the ``res.partner``, as superuser
        """
        sent_at = self.sudo().ptsp_link_sent_at
        return [self.id, contact.id, contact._ptsp_address(), sent_at and fields.Datetime.to_string(sent_at)]

    def _ptsp_token(self, contact):
        """Return the signed text of a link for a contact.

        :param contact: the ``res.partner``, as superuser
        """
        return hash_sign(self.sudo().env, _SCOPE, self._ptsp_said(contact), expiration_hours=HOURS)

    def _ptsp_contact_of_link(self, token):
        """Return the contact that the user finds by a link, as superuser.

        :param str token: the signed text of the link
        :raises UserError: it is another account's, or no longer valid
        """
        self.ensure_one()
        try:
            said = verify_hash_signed(self.sudo().env, _SCOPE, token or "")
        except (NoBase64, ValueError, IndexError):
            said = None
        if said and said[0] != self.id:
            raise UserError(
                self.env._(
                    "This link is for another account. Sign out, and sign in with the account that the e-mail names."
                )
            )
        contact_sudo = self._ptsp_applicant_to_be() if said and self._ptsp_proves_by_email() else None
        if not contact_sudo or said != self._ptsp_said(contact_sudo):
            raise UserError(
                self.env._(
                    "This link was used already or is not valid any more. Where files are missing, ask for another one "
                    "under Your Applications."
                )
            )
        return contact_sudo

    def _ptsp_find_files(self, token):
        """Let the account be the applicant's whose address was confirmed.

        :param str token: the signed text of the link
        :raises UserError: the link is no longer valid, or somebody works on the contact at this very moment
        """
        contact_sudo = self._ptsp_contact_of_link(token)
        user_sudo, own_sudo = self.sudo(), self.sudo().partner_id
        (own_sudo | contact_sudo)._ptsp_hold()
        agencies_sudo = self.env["ptsp.application"]._agencies_of(contact_sudo)
        values = {
            "partner_id": contact_sudo.id,
            "ptsp_link_sent_at": False,
            "company_ids": [Command.link(company.id) for company in agencies_sudo],
        }
        user_sudo.write(values)
        own_sudo.action_archive()
        user_sudo._ptsp_remove_keys()
        # Odoo remembers whose records a user reads.
        self.env.registry.clear_cache()
        contact_sudo._message_log(
            body=self.env._(
                "The account %(login)s was opened by the applicant, who confirmed this e-mail address.",
                login=self.login,
            )
        )

    def _ptsp_remove_keys(self):
        """Remove the ways into an account that need no password: they may be older than the proof of whose it is."""
        self.env["res.users.apikeys"].sudo().search([("user_id", "=", self.id)]).unlink()
        # Of an addon that installs itself.
        if "auth_passkey_key_ids" in self._fields:
            self.sudo().auth_passkey_key_ids.unlink()
