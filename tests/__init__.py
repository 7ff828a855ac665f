"""All tests of all rooms, as Odoo's own runner looks for them; `test_architecture` sees that none is left out."""

from .archive import *
from .catalogue import *
from .checklist import *
from .clock import *
from .complaint import *
from .delivery import *
from .details import *
from .documents import *
from .evaluation import *
from .figures import *
from .follow_up import *
from .following import *
from .front_desk import *
from .information import *
from .letter import *
from .meeting import *
from .members import *
from .messages import *
from .monitoring import *
from .notices import *
from .online import *
from .opd_link import *
from .opinion import *
from .people import *
from .pickup import *
from .procedure import *
from .queue import *
from .requests import *
from .review import *
from .satisfaction import *
from .security import *
from .service import *
from .settings import *
from .tracking import *
from .visit import *
from . import (
    test_architecture,
    test_benchmark,
    test_beside_odoo,
    test_browser,
    test_click_everywhere,
    test_demo,
    test_headers_in_the_browser,
    test_lifecycle,
    test_migrations,
    test_opd_tour,
    test_pages,
    test_performance,
    test_phone_tour,
    test_readme,
    test_second_service,
    test_tools,
    test_translation,
    test_uninstall_order,
    test_walk_in_the_browser,
    test_wording,
    test_workers,
)
