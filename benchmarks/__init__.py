"""Scale and rivals: generated scenarios, measured runs, results by date."""
