from . import certificate_upload, portal, verification
