from . import archive_act, archive_scan_upload
