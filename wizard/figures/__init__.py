from . import semester_report
