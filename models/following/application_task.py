from dataclasses import dataclass

from odoo import models

from ...tools.label import label_in

#: How a task is done: by a link, by a form of its own, or by the form that holds the answers.
LINK, POST, ANSWERS = "link", "post", "answers"


@dataclass(frozen=True)
class Task:
    """What an applicant must do now.

    :param str text: the sentence that says so
    :param str button: what stands on the button; empty where it is done elsewhere
    :param str kind: ``LINK``, ``POST`` or ``ANSWERS``; empty where it is done elsewhere
    :param str target: the address
    """

    text: str
    button: str = ""
    kind: str = ""
    target: str = ""


class ApplicationTask(models.Model):
    """What the applicant must do now: one thing, before all else."""

    _inherit = "ptsp.application"

    def _task_now(self, asked, hand_in=None):
        """Return what the applicant must do now.

        :param asked: the ``ptsp.request`` that can be answered now
        :param Transition hand_in: with which the answers are handed in; None where nothing has to be
        :return: ``Task``; None where nothing has to be done
        """
        self.ensure_one()
        page = f"/my/applications/{self.id}"
        left = len(asked.filtered(lambda request: request.state == "sent"))
        if left:
            return Task(self._text_to_answer(left, len(asked)), self.env._("Answer"), LINK, "#asked")
        if hand_in:
            text = self.env._("Everything is answered. Hand it in, and the agency goes on with your application.")
            return Task(text, label_in(self.env, hand_in.label), ANSWERS, f"{page}/{hand_in.key}")
        if self._is_open_online() and self._way_to_hand_in():
            return Task(self._text_to_file(), self.env._("Go On"), LINK, f"{page}/file")
        return self._task_at_the_end(page)

    def _text_to_answer(self, left, count):
        """Say how much waits for an answer.

        :param int left: how many requests have none yet
        :param int count: how many there are
        """
        if left < count:
            return self.env._(
                "%(left)s of %(count)s things that we asked you are not answered yet.", left=left, count=count
            )
        if left == 1:
            return self.env._("We asked you something, and wait for your answer.")
        return self.env._("We asked you %(count)s things, and wait for your answers.", count=left)

    def _text_to_file(self):
        """Say that the applicant has the file."""
        if self._may_delete_online():
            return self.env._("Fill in what is missing, and hand your application in.")
        return self.env._("Your application is with you. Complete it, and hand it in.")

    def _task_at_the_end(self, page):
        """Return what is to be done about a letter that is ready, or was received.

        :param str page: address of the page
        :return: ``Task``; None also for who may only read
        """
        if not self._is_applicants():
            return None
        if self._is_to_be_received():
            if self.revoked_at:
                return Task(
                    self.env._(
                        "The letter was revoked, so you cannot receive it: %(reason)s",
                        reason=self.revocation_reason or "",
                    )
                )
            if not self._why_not_fetched():
                return Task(
                    self.env._("Your letter is ready, and signed electronically: you can receive it here at once."),
                    self.env._("Receive the Letter Online"),
                    POST,
                    f"{page}/fetch",
                )
            return Task(self._text_to_collect())
        if self.handed_over_at and self._is_questionnaire_open():
            return Task(
                self.env._("You have your letter. Please tell us how you were served; it takes two minutes."),
                self.env._("Answer the Questionnaire"),
                LINK,
                self._questionnaire_url(),
            )
        return None

    def _text_to_collect(self):
        """Say where and when the letter is collected."""
        company_sudo = self.sudo().company_id
        originals = self._originals_at_pickup()
        place = ", ".join(filter(None, (company_sudo.name, company_sudo.street, company_sudo.city)))
        text = self.env._(
            "Your letter is ready. Collect it with your identity card at the pick-up desk of %(place)s: %(hours)s. The "
            "service is free of charge.",
            place=place,
            hours="; ".join(self.sudo().service_id._hours_told()),
        )
        if not originals:
            return text
        bring = self.env._("Bring the originals of: %(papers)s.", papers=", ".join(originals.mapped("name")))
        return f"{text} {bring}"
