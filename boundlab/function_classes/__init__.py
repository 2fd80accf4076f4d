"""What is approximated: one file per class of target functions."""
