"""What comes from outside becomes data here, or is refused by file and path."""
