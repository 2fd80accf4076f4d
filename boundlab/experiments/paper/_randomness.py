"""One generator for every purpose of every repetition, so that no result depends on how repetitions are grouped."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import torch


class Member(NamedTuple):
    """One trained model: the repetition it belongs to, and which of the repetition's copies it is."""

    seed: int
    copy: int = 0


def generator_for(member: Member, purpose: str, device: torch.device) -> torch.Generator:
    """The generator of `member` for `purpose`; different pairs give independent streams."""
    digest = hashlib.sha256(f"{member.seed} {member.copy} {purpose}".encode()).digest()
    return torch.Generator(device=device).manual_seed(int.from_bytes(digest[:8], "big") >> 1)
