"""What a type checker knows of the public names; mypy reads this file with the package."""

from typing import assert_type

import boundlab
from boundlab.claims.claim import Claim
from boundlab.display import Table
from boundlab.rigorous.explicit import Explicit
from boundlab.symbolic.decision import Decision
from boundlab.symbolic.order import Order

assert_type(boundlab.decide("m >= 1"), Decision)
assert_type(boundlab.load()["x"], Claim)
assert_type(boundlab.explicit(1, 1, "1/2"), Explicit)
assert_type(boundlab.explicit(1, 1, ["1/2"]), Table[Explicit])
assert_type(boundlab.construct("structured", eps="1/2").N_g, int)
assert_type(boundlab.parse_order("eps") / boundlab.parse_order("N"), Order)
