"""Text to suggestions: entities, dates, figures and article zones."""
