"""Settings for all tests: generated examples are the same on every machine."""

from hypothesis import settings

# Without a deadline, because a busy machine is no fault of the code.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")
