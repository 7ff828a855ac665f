from . import portal, verification
