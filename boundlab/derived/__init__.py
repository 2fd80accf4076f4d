"""This project's own consequences: repaired statements, rules that derive bounds from bounds, and what they imply."""
