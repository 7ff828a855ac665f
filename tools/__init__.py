from . import hash_chain, number_format, pades, seal, typesetter, working_time
