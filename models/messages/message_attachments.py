from odoo import models


class ApplicationMessageFiles(models.Model):
    """Files of messages are handed out to whom the thread is shown."""

    _inherit = "ptsp.application"

    def _file_of_message(self, file_id):
        """Return a file of the thread for its applicant.

        :param int file_id: id of the ``ir.attachment``
        :return: ``ir.attachment`` as superuser; none where no message of the thread has it
        :raises AccessError: the application is somebody else's
        """
        files_sudo = self._conversation().message_id.attachment_ids
        return files_sudo.filtered(lambda file: file.id == file_id)
