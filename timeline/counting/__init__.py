"""How many entries a question means and what it could be narrowed to: exact, without reading them (ADR 26)."""
