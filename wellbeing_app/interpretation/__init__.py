"""What a score means: backing by evidence, readings, facts, report, trends, agreement."""
