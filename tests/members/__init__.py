from . import test_members, test_people_pages, test_people_told, test_representative
