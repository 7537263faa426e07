"""The WSGI application; run as a program, it serves itself on this machine to look around."""

import sys

from wellbeing_app import create_app
from wellbeing_app.config import BadSetting
from wellbeing_app.storage.connections import UnsafeDatabase
from wellbeing_app.web.site import NotReady, site

ADDRESS, PORT = "127.0.0.1", 5000

try:
    app = create_app()
except (BadSetting, NotReady, UnsafeDatabase) as refusal:
    sys.exit(str(refusal))

if __name__ == "__main__":
    with app.app_context():
        if site().config.production:
            sys.exit(
                "This is not a server for real people: docs/operators.md names the one to use."
            )
    sys.stdout.write(f"Evenkeel is at http://{ADDRESS}:{PORT}\n")
    sys.stdout.flush()
    app.run(ADDRESS, PORT)
