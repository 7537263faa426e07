"""Other formats to and from a questionnaire and what was answered. Knows neither Flask nor SQL."""
