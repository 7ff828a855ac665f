from . import opd_message_write
