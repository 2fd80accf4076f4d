"""A user's registry: claims, target classes, parameters and references in a TOML file, or in a Python module.

A TOML file is read and never executed; its texts are parsed by the project's grammars. Every error names the file, the
line and the key. What it holds is laid over a registry that is left as it was: `boundlab.claims.registry`.
"""
