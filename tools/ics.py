"""Appointments as calendars of all kinds take them (RFC 5545). It imports nothing of Odoo."""

import re
from collections import namedtuple

#: uid stays the same when the appointment moves, and sequence counts how often it did; times are naive UTC.
Appointment = namedtuple(
    "Appointment", "uid sequence start stop summary place description host attendee", defaults=("", None, None)
)
_TIME = "%Y%m%dT%H%M%SZ"


def invitation(appointment, now, called_off=False):
    """Return an invitation, or that it is called off, as the content of an ``.ics`` file.

    :param Appointment appointment: host and attendee are pairs of a name and an e-mail address, or nothing
    :param datetime now: when it is written, naive UTC
    :param bool called_off: nobody need come any more
    :return: bytes
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//PTSP//Appointment//ID",
        # Who answers needs to know whom.
        *([f"METHOD:{'CANCEL' if called_off else 'REQUEST'}"] if appointment.host else []),
        "BEGIN:VEVENT",
        f"UID:{_text(appointment.uid)}",
        f"SEQUENCE:{appointment.sequence}",
        f"DTSTAMP:{now:{_TIME}}",
        f"DTSTART:{appointment.start:{_TIME}}",
        f"DTEND:{appointment.stop:{_TIME}}",
        f"SUMMARY:{_text(appointment.summary)}",
        f"LOCATION:{_text(appointment.place)}",
        *([f"DESCRIPTION:{_text(appointment.description)}"] if appointment.description else []),
        *_person("ORGANIZER", appointment.host),
        *_person("ATTENDEE", appointment.attendee),
        f"STATUS:{'CANCELLED' if called_off else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _text(text):
    text = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", (text or "").replace("\r\n", "\n"))
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _person(kind, person):
    if not person:
        return []
    name, address = (re.sub(r'[\x00-\x1f\x7f"]', " ", part or "") for part in person)
    return [f'{kind};CN="{name}":mailto:{address.strip()}']


def _folded(line):
    """Return a line in pieces of at most 75 bytes, never within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])
