"""The composition root: settings, paths, logging, wiring."""
