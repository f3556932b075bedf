"""Files to articles, articles to datasets; one file per format, one registry."""
