"""A driver to be killed: `sweep_driver.py STORE COUNT SECONDS FOLDER [ADDRESS]` squares numbers, locally or on Ray."""

import sys

import torch
from sample_tasks import Squares

from boundlab.runs.backends import make
from boundlab.runs.runner import run_tasks
from boundlab.runs.store import RunStore, sweep_settings


def main(path, count, seconds, folder, address=None):
    tasks = Squares(int(count), seconds=float(seconds), folder=folder)
    backend = make("ray", address=address) if address else make("local", workers=2)
    with RunStore(path) as store:
        settings = sweep_settings(task.key for task in tasks)
        for task, _, _ in run_tasks(store, settings, tasks, torch.device("cpu"), lambda text: None, backend):
            print(task.number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
