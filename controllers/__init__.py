from . import certificate_upload, export, filing, files_by_email, portal, requests, verification
