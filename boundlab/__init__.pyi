from boundlab import architectures as architectures
from boundlab.architectures import count as count
from boundlab.auditing.hypotheses import audit as audit
from boundlab.checking import check as check
from boundlab.claims.claim import Approximators as Approximators
from boundlab.claims.claim import Claim as Claim
from boundlab.claims.registry import Registry as Registry
from boundlab.claims.target_class import TargetClass as TargetClass
from boundlab.derived.best import best as best
from boundlab.derived.compare import compare as compare
from boundlab.derived.consistency import consistency as consistency
from boundlab.derived.load import load as load
from boundlab.errors import BoundlabError as BoundlabError
from boundlab.experiments.fit import fit as fit
from boundlab.experiments.measure import measure as measure
from boundlab.rigorous.construct import construct as construct
from boundlab.rigorous.explicit import explicit as explicit
from boundlab.rigorous.explicit import sandwich as sandwich
from boundlab.runs.store import RunStore as RunStore
from boundlab.symbolic.decide import decide as decide
from boundlab.symbolic.grammar import parse_expression as parse_expression
from boundlab.symbolic.grammar import parse_order as parse_order
from boundlab.symbolic.inversion import check_inverse as check_inverse
from boundlab.symbolic.inversion import invert as invert
from boundlab.symbolic.optimum import minimise as minimise
from boundlab.symbolic.order import Order as Order

__version__: str
