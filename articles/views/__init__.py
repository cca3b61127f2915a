"""The desk's pages about outlets, their feeds and what comes in."""
