from . import review_issue
