from . import test_disagreement, test_opinion_evidence, test_proposals, test_strategic, test_withdrawal
