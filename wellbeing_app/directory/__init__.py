"""Floor 0: where people find help. Entries as checked data, their matching and their order."""
