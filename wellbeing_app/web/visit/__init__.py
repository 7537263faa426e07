"""The visitor's one cookie: sealing, what it may hold, the check and the codes in it."""
