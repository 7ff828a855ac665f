"""What a method answers to the browser."""


def notification(message, kind="success", sticky=False, next_action=None):
    """Return the action that shows a message in a corner of the screen.

    :param str message: one sentence, in the user's language
    :param str kind: ``success``, ``info``, ``warning`` or ``danger``
    :param bool sticky: it stays until it is closed
    :param dict next_action: what follows, such as closing a dialog
    """
    params = {"type": kind, "message": message, "sticky": sticky}
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {**params, "next": next_action} if next_action else params,
    }
