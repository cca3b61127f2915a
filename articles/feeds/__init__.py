"""What outlets say they publish: feeds and sitemaps read, found on a site, listed in OPML, and when to look again."""
