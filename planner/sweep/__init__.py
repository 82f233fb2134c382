"""Sweeps: many what-ifs of one scenario, each solved once, and what they show together."""
