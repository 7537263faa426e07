"""Floor 2: what every page shares: the visit cookie, headers, errors, access, language."""
