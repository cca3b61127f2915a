"""Names as they are written, compared across scripts, spellings and cases; knows neither Django nor the models."""
