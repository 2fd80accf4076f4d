"""Audit: can the hypotheses of a theorem be met at all, and do its comparisons compare like with like?"""
