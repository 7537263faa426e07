"""`python -m wellbeing_app` makes the key file of a production site, once."""

import os
import sys

from wellbeing_app.config import BadSetting, Config
from wellbeing_app.vault.keys import KeysRefused
from wellbeing_app.web.ownership import keep_to_owner
from wellbeing_app.web.site import make_folder, make_keys


def main() -> None:
    """Make the key file named by the settings unless it exists, and say where it is."""
    try:
        config = Config.from_environment(os.environ)
        make_folder(config.instance)
        faults = keep_to_owner(config)
        if faults:
            sys.exit("\n".join(faults))
        make_keys(config.keys_path)
    except (BadSetting, KeysRefused) as refusal:
        sys.exit(str(refusal))
    sys.stdout.write(f"The keys are in {config.keys_path}; only their owner may read them.\n")


main()
