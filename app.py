"""The WSGI application, nothing else."""

import sys

from wellbeing_app import create_app
from wellbeing_app.config import BadSetting
from wellbeing_app.storage.connections import UnsafeDatabase
from wellbeing_app.web.site import NotReady

try:
    app = create_app()
except (BadSetting, NotReady, UnsafeDatabase) as refusal:
    sys.exit(str(refusal))
