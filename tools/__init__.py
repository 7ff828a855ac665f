from . import hash_chain, number_format, working_time
