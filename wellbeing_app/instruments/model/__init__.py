"""What a questionnaire is: instrument, items, rules, values; frozen."""
