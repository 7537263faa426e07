"""Room: the result of a finished check, computed from the visitor's own cookie."""
