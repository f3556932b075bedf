"""What the program is about: articles, spans, annotations, edits. The standard library, and msgspec for values."""
