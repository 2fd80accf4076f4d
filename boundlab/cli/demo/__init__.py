"""The stages of `boundlab demo`: each file has a TITLE and `run(folder)`, which prints, writes and names its files."""
