"""What follows from answers: order, visibility, validation, scoring, ranges, alerts."""
