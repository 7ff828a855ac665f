from odoo import fields, models


class ApplicationToDo(models.Model):
    """The to-do of the role whose turn it is (rule 4 of the workflow)."""

    _inherit = "ptsp.application"

    def _to_do_types(self):
        """Return the XML ids of the kinds of to-dos that the procedure itself leaves and takes away."""
        return ["ptsp_exhibition.activity_type_turn"]

    def _leave_to_dos(self, row=None):
        """Move the to-do to the role whose turn it is, and take away what is moot. To-dos of others stay.

        :param Transition row: with which the applications came here; None where they did not move
        """
        Activity = self.env["mail.activity"]
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        kinds = [to_id(xml_id, True) for xml_id in self._to_do_types()]
        activities = Activity.search_fetch(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "in", kinds),
                ("automated", "=", True),
            ]
        )
        moot = self._moot_to_dos(activities)
        if moot:
            moot.unlink()
        turn_id = to_id("ptsp_exhibition.activity_type_turn", True)
        by_application = {
            activity.res_id: activity for activity in activities - moot if activity.activity_type_id.id == turn_id
        }
        vals_list = []
        for application in self.filtered(lambda application: not application._state().final):
            step = application._current_step()
            vals = {
                "summary": step.display_name or application._state_label(),
                "date_deadline": application._to_do_date(),
            }
            if row:
                vals["note"] = application._to_do_note(row)
            if activity := by_application.get(application.id):
                activity.write(vals)
            else:
                vals_list.append(
                    {
                        **vals,
                        "activity_type_id": turn_id,
                        "automated": True,
                        # The role's turn, not one officer's: whoever of the role is free takes it.
                        "user_id": False,
                        "res_model_id": self.env["ir.model"]._get_id(self._name),
                        "res_id": application.id,
                    }
                )
        if vals_list:
            Activity.create(vals_list)

    def _moot_to_dos(self, activities):
        """Return those of the procedure's own to-dos that nobody needs any more: the application has ended.

        :param activities: ``mail.activity`` of these applications, of the kinds of :meth:`_to_do_types`
        """
        ended = self.filtered(lambda application: application._state().final)
        return activities.filtered(lambda activity: activity.res_id in ended.ids)

    def _to_do_date(self):
        """Return the day by which the current step is due: today, unless a room knows better."""
        self.ensure_one()
        return self.service_id._local_day(fields.Datetime.now())
