"""What a user can do, each a function or a small class: import, open, edit, detect, search, export, learn."""
