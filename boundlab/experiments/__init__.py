"""Ensembles of small networks, minimal-size search, run store, statistics."""
