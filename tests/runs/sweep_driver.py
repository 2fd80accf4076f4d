"""A driver to be killed: `sweep_driver.py STORE COUNT SECONDS FOLDER [ADDRESS]` squares numbers, locally or on Ray."""

import sys

import torch
from sample_units import Squares

from boundlab.runs.backends import make
from boundlab.runs.runner import run_units
from boundlab.runs.store import RunStore, sweep_settings


def main(path, count, seconds, folder, address=None):
    units = Squares(int(count), seconds=float(seconds), folder=folder)
    backend = make("ray", address=address) if address else make("local", workers=2)
    with RunStore(path) as store:
        settings = sweep_settings(unit.key for unit in units)
        for unit, _, _ in run_units(store, settings, units, torch.device("cpu"), lambda text: None, backend):
            print(unit.number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
