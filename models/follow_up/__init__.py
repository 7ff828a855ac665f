"""Following up opinions: what is with which OPD, and each call, letter or visit by which it is asked after them."""

from . import opd_contact, review_contacts, contact_to_do, warning_by_mail
