"""Numbers of the waiting room: services, counters, kiosk, call screen, booked times (SOP steps 1, 3, 4, 6, 16)."""

from . import (
    company_queue,
    company_queue_day,
    queue_service,
    counter,
    queue_visit,
    queue_device,
    queue_ticket,
    queue_ticket_taken,
    queue_call,
    queue_screen,
    counter_order,
    counter_desk,
    queue_ticket_place,
    queue_slots,
    queue_booking,
    queue_booking_forgotten,
    queue_booking_mail,
    queue_booked,
    application_queue,
    figure_queue,
)
