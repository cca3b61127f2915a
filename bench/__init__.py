"""Measurements of the whole: `python -m bench NAME`."""
