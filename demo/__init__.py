from . import loader, visits, deliveries, meetings
