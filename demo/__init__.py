from . import loader, visits
