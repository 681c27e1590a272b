"""What takes too long for every change: many seeds, full volumes, long runs of faults."""
