from . import request_again, request_ask, request_reply
