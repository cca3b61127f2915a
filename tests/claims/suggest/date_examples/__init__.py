"""English, Ukrainian and Russian date phrases, rule by rule: rule, text, phrase, value.

No phrase: the rule finds nothing there. Lists of phrases and values: the rule finds several. The article is of
Thursday, 13 March 2025.
"""
