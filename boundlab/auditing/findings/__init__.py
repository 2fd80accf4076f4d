"""The findings: one file each, with a `FINDING`."""
