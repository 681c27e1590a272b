"""Peers' ways of finding duplicates in Febrl's tables, as their documents show them: one a process."""

import csv
import json
import sys
import time
from pathlib import Path
from typing import Any

PEERS = ("splink", "recordlinkage")
_TEXTS = ("given_name", "surname", "suburb", "address_1")
_BLOCKS = ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode")


def main() -> None:
    """`python -m bench.peers PEER FOLDER GOLD TABLE…` prints F1 and processor seconds."""
    peer, folder, gold, *tables = sys.argv[1:]
    frame = _frame(Path(folder), tables)
    with (Path(folder) / gold).open() as file:
        truth = {(min(row[:2]), max(row[:2])) for row in list(csv.reader(file))[1:]}
    begun = time.process_time()
    pairs = {"splink": _splink, "recordlinkage": _recordlinkage}[peer](frame)
    found = {(min(pair), max(pair)) for pair in pairs}
    f1 = 2 * len(found & truth) / max(1, len(found) + len(truth))
    print(json.dumps({"f1": f1, "seconds": time.process_time() - begun}))


def _frame(folder: Path, tables: list[str]) -> Any:
    import pandas as pd  # noqa: PLC0415 - the peers are not installed with the product

    read = [pd.read_csv(folder / name, skipinitialspace=True, dtype=str) for name in tables]
    frame = pd.concat(read, ignore_index=True)
    frame.columns = [name.strip() for name in frame.columns]
    return frame.apply(lambda column: column.str.strip()).astype(object).where(frame.notna(), None)


def _recordlinkage(frame: Any) -> list[tuple[str, str]]:
    import recordlinkage  # noqa: PLC0415

    table, index = frame.set_index("rec_id"), recordlinkage.Index()
    for name in _BLOCKS:
        index.block(name)
    compare = recordlinkage.Compare()
    for name in _TEXTS:
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in ("date_of_birth", "soc_sec_id", "postcode", "state"):
        compare.exact(name, name, label=name)
    features = compare.compute(index.index(table), table)
    return list(recordlinkage.ECMClassifier().fit_predict(features))


def _splink(frame: Any) -> list[tuple[str, str]]:
    import splink.comparison_library as cl  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        comparisons=[
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.ExactMatch("date_of_birth"),
            cl.LevenshteinAtThresholds("soc_sec_id", 2),
            cl.LevenshteinAtThresholds("postcode", 1),
            cl.JaroWinklerAtThresholds("address_1"),
            cl.JaroWinklerAtThresholds("suburb"),
        ],
        blocking_rules_to_generate_predictions=[block_on(name) for name in _BLOCKS],
    )
    api = DuckDBAPI()
    try:
        linker = Linker(api.register(frame), settings)
    except (AttributeError, TypeError):
        linker = Linker(frame, settings, db_api=api)
    sure = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("date_of_birth"), block_on("given_name", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.5).as_pandas_dataframe()
    return list(zip(found.rec_id_l, found.rec_id_r, strict=True))


if __name__ == "__main__":
    main()
