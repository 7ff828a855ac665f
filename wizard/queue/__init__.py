from . import queue_application, queue_transfer
