"""The benchmark of the project: ratios in one run, written to docs/benchmarks.md."""
