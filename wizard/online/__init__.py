from . import duplicate_comparison
