from . import satisfaction_paper
