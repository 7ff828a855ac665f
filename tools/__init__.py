from . import hash_chain, number_format, pades, seal, spreadsheet, typesetter, working_time
