"""Full text over what is published: how words meet across forms, languages, scripts and spellings."""
