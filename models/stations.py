"""The way through SOP-LP2N-PAR-05 as applicants understand it: its stations, and a sentence for each state.

Plain data beside the table of the procedure. What the words in brackets stand for is said by ``_words_of_stand`` of
``ptsp.application``; a sentence of which a word is not known is left out.
"""

from odoo.tools.translate import LazyTranslate

from .following.types import Station, Way

_lt = LazyTranslate(__name__)

STATIONS = (
    Station("filed", _lt("Filing"), states=("draft",)),
    Station("checked", _lt("Check of the papers"), states=("cs_check", "help_desk", "returned")),
    Station("registered", _lt("Registration"), states=("registration",)),
    Station("examined", _lt("Examination"), states=("verification", "correction", "corrected")),
    Station("opinion", _lt("Opinion of the OPD"), states=("liaison", "technical"), optional=True),
    Station(
        "decided",
        _lt("Decision and signature"),
        states=("drafting", "section_review", "division_review", "agency_approval", "numbering", "final_check"),
    ),
    Station("ready", _lt("Letter ready"), states=("pickup",), reached=True),
    Station("received", _lt("Letter received"), states=("done",), reached=True),
)

SENTENCES = {
    "draft": (_lt("It is not handed in yet."),),
    "cs_check": (_lt("Since %(since)s Customer Service looks whether all papers are there."),),
    "help_desk": (_lt("Since %(since)s the Help Desk is advising Customer Service about it."),),
    "returned": (_lt("Since %(since)s it waits for you: something is missing."),),
    "registration": (_lt("Since %(since)s it counts as complete, and is being registered."),),
    "verification": (_lt("Since %(since)s our officers examine it."),),
    "correction": (_lt("Since %(since)s it waits for your answer."),),
    "corrected": (_lt("What you handed in on %(since)s has arrived, and goes to the officers who asked."),),
    "liaison": (_lt("Since %(since)s it is on its way to %(opd)s."),),
    "technical": (
        _lt("Since %(since)s it is with %(opd)s."),
        _lt("We expect the opinion by %(opd_due)s."),
    ),
    "drafting": (_lt("Since %(since)s our officers write the letter."),),
    "section_review": (_lt("The letter is written. Since %(since)s it is with the section head."),),
    "division_review": (_lt("The letter is written. Since %(since)s it is with the division head."),),
    "agency_approval": (_lt("The letter is written. Since %(since)s it is with the agency head to be signed."),),
    "numbering": (_lt("The letter was signed on %(since)s, and is being numbered."),),
    "final_check": (_lt("The letter is signed and numbered. Since %(since)s it is checked for the last time."),),
    "pickup": (_lt("Since %(since)s the letter is ready."),),
    "done": (
        _lt("The letter was handed over at the pick-up desk on %(collected_on)s."),
        _lt("The letter was received online on %(fetched_on)s."),
    ),
    "cancelled": (_lt("It was cancelled on %(since)s, and nothing more happens with it."),),
}

WAY = Way(STATIONS, SENTENCES)
