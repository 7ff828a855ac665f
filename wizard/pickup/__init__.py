from . import handover_scan, pickup_finder
