"""What others add to boundlab, and where everything comes from: the project itself, an installed package, or a file.

An entry point of the group `boundlab` puts one file into one of the project's folders: its name is KIND.NAME, its value
the module that would be the file NAME.py there, or the object that such a file holds.

    [project.entry-points.boundlab]
    "activations.softsign" = "mypackage.softsign"
    "claims.me-2026" = "mypackage.theorems"

Nothing of a package is imported before it is used, and a process in which the package is not installed knows nothing
of it. `BOUNDLAB_PACKAGES=0` leaves all of them out.
"""
