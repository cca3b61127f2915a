"""Who says what in Ukrainian and Russian, by the same interface as in English."""
