from odoo import api, models


class WithoutMessagesMixin(models.AbstractModel):
    """Records that have to-dos, and neither messages nor followers, which others would read by roads of their own.

    Odoo's to-dos would post, notify and subscribe; here that does nothing.
    """

    _name = "ptsp.without.messages.mixin"
    _description = "To-Dos without Messages"
    _inherit = ["mail.activity.mixin"]

    @api.private
    def message_post_with_source(self, *args, **kwargs):
        """Post nothing, as a to-do is done.

        :return: no ``mail.message``
        """
        return self.env["mail.message"]

    @api.private
    def message_post(self, **kwargs):
        """Post nothing.

        :return: no ``mail.message``
        """
        return self.env["mail.message"]

    @api.private
    def message_notify(self, **kwargs):
        """Notify nobody by e-mail, as a to-do is given to somebody: it shows among the to-dos.

        :return: no ``mail.message``
        """
        return self.env["mail.message"]

    @api.private
    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Make nobody a follower, as a to-do is given to somebody.

        :return: True
        """
        return True

    @api.private
    def message_unsubscribe(self, partner_ids=None):
        """Take no follower away: there is none.

        :return: True
        """
        return True
