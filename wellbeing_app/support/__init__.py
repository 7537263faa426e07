"""Room: where to turn. Crisis help, lines for young people, two doors, the directory."""
