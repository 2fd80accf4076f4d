"""Figures: one file each with `draw(data) -> Figure`; the data in data/, what was drawn in out/."""
