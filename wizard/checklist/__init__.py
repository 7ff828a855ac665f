from . import counter_papers
