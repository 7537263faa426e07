"""The shelf of a site: instruments by key, evidence, wording status, batteries."""
