"""The same jobs on a Dask cluster: one machine's workers, or many machines'.

A worker makes each report in a process of its own, forked from the worker's own warm parent, so
a report runs no differently there. Workers need a checkout of the same state: the digests of what
a report read come back with its page and are compared.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from comparative.press import pool
from comparative.press.pool import JobError

if TYPE_CHECKING:
    from comparative.press.order import Order


class ClusterError(ValueError):
    """The cluster cannot be used: not installed, or not reached."""


def run(orders: Sequence[Order], *, address: str, workers: int, timeout: float) -> Iterator[tuple[int, Any]]:
    """Make reports on a cluster and yield results as they come.

    Parameters
    ----------
    orders : sequence of Order
        What to make, in order of priority.
    address : str
        ``tcp://host:port`` of a scheduler, or ``local`` for a cluster on this machine.
    workers : int
        Workers of a local cluster.
    timeout : float
        Seconds one report may take.

    Yields
    ------
    tuple of (int, result)
        As :func:`comparative.press.pool.run`.

    Raises
    ------
    ClusterError
        If dask.distributed is missing or the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError:
        raise ClusterError(
            "rendering on a cluster needs dask.distributed: pip install 'comparative[cluster]'"
        ) from None
    with ExitStack() as stack:
        if address == "local":
            cluster = LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
            )
            client = stack.enter_context(Client(stack.enter_context(cluster)))
        else:
            try:
                client = stack.enter_context(Client(address, timeout=10))
            except (OSError, ValueError) as fault:
                raise ClusterError(f"no Dask scheduler answers at {address}: {fault}") from None
        futures = {
            client.submit(make_one, order, timeout, pure=False, priority=-number): number
            for number, order in enumerate(orders)
        }
        for future, result in as_completed(futures, with_results=True, raise_errors=False):
            lost = result if future.status == "error" else None
            yield futures[future], JobError(f"the cluster lost it: {lost[1]}") if lost else result


def make_one(order: Order, timeout: float) -> Any:
    """Make one report; runs on a worker, in a process forked from its warm parent."""
    from comparative.press.catalogue import ROOT

    # Dask marks its workers as daemons, which may not start processes; ours end with them anyway.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    return next(pool.run(pool.make, [order.at(str(ROOT))], workers=1, timeout=timeout))[1]
