from . import test_stand
from . import test_promise_in_words
from . import test_task
from . import test_fetch
from . import test_fetch_at_once
from . import test_handover_migrated
from . import test_page
