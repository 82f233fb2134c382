"""Official forms filled from a plan; see FORMS.md."""
