"""What the machine was doing meanwhile: how much longer than its own work a fixed loop takes."""

import os
import time


def stretch(seconds: float = 0.5) -> float:
    """Wall time over processor time of a loop: 1.0 on a machine of one's own."""
    wall, processor = time.perf_counter(), time.process_time()
    until, total = wall + seconds, 0
    while time.perf_counter() < until:
        total += sum(range(1000))
    return (time.perf_counter() - wall) / max(time.process_time() - processor, 1e-9)


def described(stretches: list[float]) -> str:
    """One sentence for the head of the table."""
    return (
        f"{os.cpu_count()} cores; a fixed loop took {min(stretches):.1f} to {max(stretches):.1f} "
        "times its processor time around the parts of this run (1.0: nobody else was at work)."
    )
