"""The least that four pages of the desk could cost in Python: psycopg and f-strings, without a framework.

They say the same of the same rows as the product's pages, forms and choices included, to somebody who has logged in and may
do the same; `bench.desk_floors` compares what both say before it measures. What is not on the measured pages (faults,
faded drafts, other languages) has no code here.
"""
