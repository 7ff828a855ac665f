from . import opd_contact_note
