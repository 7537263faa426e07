"""Who of the staff is there: the session, its cookie, the guards."""
