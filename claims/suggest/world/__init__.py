"""The world's countries, cities and best-known actors: what an article names beside the newsroom's own gazetteer."""
