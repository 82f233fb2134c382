"""Files and the domain: reading and checking input, writing plans and results."""
