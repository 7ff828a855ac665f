from . import holiday_import
