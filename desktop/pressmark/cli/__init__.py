"""The verbs, over services."""
