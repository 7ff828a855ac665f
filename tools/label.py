"""Labels of module-level tables, which are translated where they are shown."""


def label_in(env, label):
    """Return a label in the language of an environment, by the translations of the addon that wrote it.

    :param env: the environment
    :param label: what ``LazyTranslate`` made, or a text that has no translation
    :return: str
    """
    return label if isinstance(label, str) else label._translate(env.lang or "en_US")
