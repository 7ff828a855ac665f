from . import certificate_upload, export, files_by_email, portal, verification
