from . import loader, archive, deliveries, evaluation, information, meetings, queue, satisfaction, tickets, visits
