from odoo import api, models


class AgencyManagers(models.Model):
    """Who manages an agency, and what its managers are told."""

    _inherit = "res.users"

    @api.model
    def _ptsp_managers(self, company):
        """Return the active managers of an agency.

        :param company: a ``res.company``
        """
        managers = self.env.ref("ptsp_exhibition.group_manager").sudo().all_user_ids
        return managers.filtered(lambda user: user.active and company in user.company_ids)

    def _ptsp_manages(self, company):
        """Tell whether a user manages an agency.

        :param company: a ``res.company``
        """
        self.ensure_one()
        return self.has_group("ptsp_exhibition.group_manager") and company in self.company_ids

    @api.model
    def _ptsp_tell_managers(self, kind, record, words, beside=None, rewrite=False):
        """Leave each manager of an agency one to-do. Who has it already is not told again until it is done.

        Whoever manages the agency no longer loses the to-do.

        :param str kind: XML id of the kind of to-do
        :param record: one record of the agency that managers may open; the to-do is left there
        :param callable words: takes the environment in the manager's language, returns the values of the to-do
        :param beside: records on which a to-do of this kind is the same one, ``record`` among them
        :param bool rewrite: let a to-do that is there say what is true now
        """
        managers = self._ptsp_managers(record.company_id)
        told = {}
        for activity in self._ptsp_told(kind, beside or record):
            if activity.user_id in managers and activity.user_id not in told:
                told[activity.user_id] = activity
            else:
                activity.unlink()
        for manager in managers if rewrite else managers - self.browse().union(*told):
            in_language = record.with_context(lang=manager.lang)
            values = words(in_language.env)
            if manager not in told:
                in_language.activity_schedule(kind, user_id=manager.id, **values)
            elif told[manager].summary != values["summary"]:
                told[manager].write(values)

    @api.model
    def _ptsp_told(self, kind, records):
        """Return the to-dos of a kind on some records that are not done yet.

        :param str kind: XML id of the kind of to-do
        :param records: records of one model
        :return: ``mail.activity``, the oldest first
        """
        return self.env["mail.activity"].search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("activity_type_id", "=", self.env.ref(kind).id),
            ],
            order="id",
        )
