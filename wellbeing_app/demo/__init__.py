"""A site with a therapist and made-up clients, so that a newcomer sees everything working."""
