from . import test_opinion_kinds, test_reviews_migrated
