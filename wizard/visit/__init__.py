from . import survey_call_off, survey_hold, survey_photo_upload
