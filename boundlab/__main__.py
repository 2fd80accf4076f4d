"""`python -m boundlab`: the command line."""

from boundlab.cli import main

if __name__ == "__main__":
    main()
