"""The information desk: who asks what, what is explained, forms sent by e-mail, and what people ask (steps 1 and 2)."""

from . import (
    company_information,
    information_topic,
    information_item,
    service_items,
    information_contact,
    information_contact_access,
    information_contact_time,
    information_contact_applicant,
    information_sending,
    information_contact_forms,
    information_contact_forgotten,
    figure_information,
    information_menus,
)
