from . import detail_editor
