"""The Open Scale Definition: reading a file into an instrument, or refusing it by path."""
