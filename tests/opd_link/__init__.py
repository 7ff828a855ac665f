from . import test_answer_by_link, test_link_guarded, test_link_sent
