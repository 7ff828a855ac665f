from . import test_answer_by_link, test_answers_at_once, test_link_delivered, test_link_guarded, test_link_sent
