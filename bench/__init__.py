"""What the app costs, beside a bare form; and a corpus of questionnaires, taken and scored."""
