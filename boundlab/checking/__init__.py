"""Checking certificates, apart from whatever produced them.

A certificate is a JSON object with a `kind`. The file of this folder with that name re-checks it: it exposes
`check(certificate) -> CheckResult`, raises Rejected with the reason if the certificate does not prove what
it says, starts from the statement the certificate carries, and imports nothing from the rooms that produce
certificates. Its answer says what is certified, in words of the checker's own. A new kind of certificate is a new file
here.
"""

from boundlab.checking._check import Certified, CheckResult, check, check_file, kinds
from boundlab.checking._loading import load

__all__ = ["Certified", "CheckResult", "check", "check_file", "kinds", "load"]
