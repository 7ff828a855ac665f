"""What the documents are made of; their templates stand beside."""

from . import semester_report, semester_complaints
