from . import delivery_failure
