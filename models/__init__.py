"""The domain model: scenarios, plans, rules and measures; no solver and no files."""
