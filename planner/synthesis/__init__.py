"""Synthetic officials from published counts."""
