"""Roster workbooks as offices keep them -> the table of officials of a scenario."""
