"""What applicants are told and handed out: where it stands, what is promised, what to do now, the letter online."""

from . import (
    types,
    service_way,
    application_stand,
    application_promise_in_words,
    application_fetch,
    application_task,
    application_handed_out,
)
