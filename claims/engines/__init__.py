"""Engines that propose claims, beside the rules: how they are found, asked, paid, checked and merged."""
