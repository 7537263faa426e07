"""Floor 1: tables and their queries, one file a table family. SQLAlchemy, no Flask."""
