"""The planner from Python; the command line is made of the same functions."""
