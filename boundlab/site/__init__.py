"""A static site of everything boundlab knows: a page per object, indexes with filters, search, and pages that answer.

`kinds` holds one file per kind of object and `tools` one per interactive page; both are discovered. Pages are data
(`page`); templates, style and scripts are files of this folder, libraries lie in `vendor` with their licences.
"""
