"""Settings of the site: `make docs`, from the root of a checkout.

The source is the checkout itself, so that a link from one page to another is the same on the site and on a forge.
"""

import logging
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_site")]

import boundlab  # noqa: E402

# The kernels of the notebooks say nothing but what goes wrong: IPython reads that from a profile.
profile = ROOT / "build" / "docs" / "ipython" / "profile_default"
profile.mkdir(parents=True, exist_ok=True)
(profile / "ipython_kernel_config.py").write_text('c.IPKernelApp.log_level = "ERROR"\n', encoding="utf-8")
os.environ["IPYTHONDIR"] = str(profile.parent)
logging.getLogger("traitlets").setLevel(logging.WARNING)

project = "boundlab"
author = "The boundlab maintainers"
project_copyright = author
version = release = boundlab.__version__

root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "notebooks/*.ipynb",
    "figures/README.md",
    "tests/README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
]
# Not even walked: they hold many thousands of files.
exclude_patterns = [".*", "site", "results", "build", "dist", "boundlab", "proofs_numeric", "benchmarks", "*.egg-info"]

extensions = ["myst_nb", "front_page", "glossary_links", "indices", "mathml", "reference"]
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist"]
myst_heading_anchors = 4
nitpicky = True
nb_execution_mode = "force"
nb_execution_timeout = 120
nb_execution_raise_on_error = True
nb_execution_show_tb = True
nb_merge_streams = True

html_theme = "furo"
html_title = "boundlab"
templates_path = ["_site/templates"]
html_static_path = ["_site/static"]
html_css_files = ["boundlab.css"]
html_math_renderer = "mathml"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_search_summary = False  # it reads the pages over the network, which a page in a file may not
html_use_index = False
html_domain_indices = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "explorer.html",  # which `boundlab site` writes beside the pages
        "sidebar/scroll-end.html",
    ]
}
html_theme_options = {"navigation_with_keys": True}
