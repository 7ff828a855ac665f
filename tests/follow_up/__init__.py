from . import test_contacts, test_opinions_due
