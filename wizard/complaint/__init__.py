from . import complaint_publishing, complaint_saying
