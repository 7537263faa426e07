"""Sentences that several rooms say, by subject."""
