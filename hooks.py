def pre_init_hook(env):
    """Activate Indonesian before the addon's data and translations are loaded.

    The official documents are Indonesian whatever the user's language, so the names of the requirements
    and of the steps must exist in that language also where an agency works in English.
    """
    env["res.lang"]._activate_lang("id_ID")
