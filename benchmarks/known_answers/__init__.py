"""Published instances with proven optima, solved as ordinary scenarios."""
