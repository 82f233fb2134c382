"""Excel workbooks of a plan: everything in one file, lists to sign, official forms."""
