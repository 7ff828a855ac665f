from . import certificate_upload, export, portal, verification
