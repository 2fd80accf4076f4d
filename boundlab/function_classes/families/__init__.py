"""Parametrised families of targets: one file per family, discovered by `boundlab.function_classes.parse`."""
