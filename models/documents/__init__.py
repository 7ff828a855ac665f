"""What is printed: facts as they stand on paper, kinds of documents, and the engine that sets them."""

from . import (
    application_document,
    application_sheet_rows,
    official_language,
    service_hours,
    ir_actions_report,
)
