"""Everything that opens over the window: palettes, dialogs, the shortcuts overlay and the find bar."""
