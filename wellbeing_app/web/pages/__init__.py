"""Pages that belong to no room: leaving, notices of law, robots, the sheet of styles."""
