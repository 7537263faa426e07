"""Commands of the operator: registering them, questionnaires, files."""
