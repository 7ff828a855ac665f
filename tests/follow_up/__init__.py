from . import test_contacts, test_opinions_due, test_warned_by_mail
