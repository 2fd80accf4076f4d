"""Stored."""


def profile(m: int, r: int):
    return None
