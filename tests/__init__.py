# Odoo's own runner looks for the names of this package that begin with test_.
from . import (
    test_architecture,
    test_browser,
    test_demo,
    test_lifecycle,
    test_migrations,
    test_performance,
    test_readme,
    test_second_service,
    test_tools,
    test_translation,
)
from .checklist import test_checklist
from .clock import (
    test_clock,
    test_clock_oracle,
    test_clock_recomputed,
    test_closed_clock,
    test_holidays,
    test_working_time,
)
from .details import (
    test_details,
    test_details_in_the_browser,
    test_subject_and_facts,
)
from .documents import (
    test_another_document,
    test_documents,
    test_rendering,
)
from .figures import (
    test_dashboard,
    test_figure_views,
    test_figures,
    test_semester_report,
    test_sop_map,
)
from .front_desk import test_applicants, test_undelivered
from .letter import (
    test_electronic_signature,
    test_initials_migrated,
    test_letter,
    test_letter_initials,
    test_letter_revisions,
    test_letter_revocation,
    test_verification_page,
)
from .monitoring import (
    test_correction_reminders,
    test_digest_mails,
    test_escalation,
    test_missing_holidays,
    test_monitoring,
    test_monitoring_failures,
)
from .people import (
    test_acting_officers,
    test_coverage,
    test_roles,
    test_separation_of_duties,
    test_signatories,
)
from .procedure import (
    test_activity_counter,
    test_application_walk,
    test_bad_input,
    test_concurrency,
    test_control_sheet,
    test_guards,
    test_invariants,
    test_notices,
    test_procedures,
    test_protected_fields,
    test_register,
    test_to_do_of_step,
    test_workflow,
)
from .review import test_opinion, test_technical_review
from .security import (
    test_access,
    test_domains,
    test_doors,
    test_exports,
    test_four_eyes,
    test_letter_texts,
    test_mail_gateway,
    test_messages,
    test_opd,
    test_papers,
    test_signed_letter,
    test_at_once,
    test_limits,
    test_sheet_and_application,
    test_small_things,
    test_two_agencies,
)
from .service import (
    test_remembered_data,
    test_service_revision,
    test_service_settings,
)
from .settings import (
    test_agency_settings,
    test_place_names,
)
