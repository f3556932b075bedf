"""The window, over services."""
