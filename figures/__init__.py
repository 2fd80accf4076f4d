"""Figures: one file each with `draw(data) -> Figure`; the data in data/, what was drawn in out/.

A file without a leading underscore is a figure, named after the file. Its docstring is its caption: the first line the
title, the rest what one sees. `make(session)`, where there is one, makes the data again (docs/figures.md).
In the wheel this folder is `boundlab._figures`; its files refer to one another relatively, so that both places work.
"""
