"""From bytes to a piece with its text: formats, the store of raw bytes, and which articles share a report."""
