from . import meeting_call_off, meeting_propose
