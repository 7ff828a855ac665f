from . import opinion_return, review_issue
