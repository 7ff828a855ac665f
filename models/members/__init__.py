"""Who follows an application beside its applicant: whom the applicant has added, and who represents the applicant."""

from . import (
    applicant_member,
    member_invitation,
    member_account,
    application_followers,
    application_representative,
    application_people,
    message_of_applicant,
)
