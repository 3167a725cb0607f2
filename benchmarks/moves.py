"""How well the labeller of moves hears, with intervals.

    python benchmarks/moves.py                                   the sales sentences and the speed
    python benchmarks/moves.py --annomi FILE [--casino FILE]     annotated conversations, cross-validated
    python benchmarks/moves.py --annomi FILE --fit               fits the weights anew, on all of FILE
    python benchmarks/moves.py --annomi FILE --out PRED.jsonl    cross-validated predictions, one row a turn
    python benchmarks/moves.py --annomi FILE --as-fitted         with the weights in the package (for unseen data)

Every measure is given twice: with the text's marks, and without any mark and in lower case, as a recogniser may leave
it. Intervals are 95 % percentile bootstraps over conversations (over sentences for the sales set). Cross-validated
means: nothing of a conversation was seen by the weights that judge it. Fitting and cross-validating need
scikit-learn (`pip install scikit-learn` in an environment of its own); nothing else does. AnnoMI's file has one JSON object a turn with
transcript_id, role, text, prev_client_text, quality, question, question_type, reflection, advice, input.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import moves_fit as fitting
import moves_write as writing
from moves_measures import Rows, auc, bare, read, show
from moves_sales import casino, sales, speed

from voicecoach.understand.moves import scores
from voicecoach.understand.moves.features.heads import HEADS, finished, listening
from voicecoach.understand.moves.features.turn import features

SALES = HERE.parent / "tests" / "data" / "sales_moves.jsonl"


# --- AnnoMI --------------------------------------------------------------------------------------------------


def truth(rows: Rows) -> dict[str, np.ndarray]:
    """Yes or no for each head."""
    return {
        "question": np.array([bool(r["question"]) for r in rows]),
        "open": np.array([r["question_type"] == "open" for r in rows]),
        "reflection": np.array([bool(r["reflection"]) for r in rows]),
        "advice": np.array([bool(r["advice"]) for r in rows]),
        "input": np.array([bool(r["input"]) for r in rows]),
    }


def matrices(rows: Rows) -> tuple[tuple[fitting.Matrix, fitting.Matrix], list[str], list[list[dict[str, float]]]]:
    """The features of the turns with marks and without, as matrices, their names, and as they were found."""
    found = [[features(clean(r["text"]), clean(r["prev_client_text"])) for r in rows] for clean in (str, bare)]
    names = fitting.names_of(found)
    return (fitting.matrix(found[0], names), fitting.matrix(found[1], names)), names, found


def figures(rows: Rows, folds: int, seeds: Sequence[int]) -> list[list[dict[str, np.ndarray]]]:
    """Cross-validated figures for each turn, by head, with `empathy`: one for marks and one for none, for each seed."""
    x, names, found = matrices(rows)
    y = truth(rows)
    poor = np.array([r["quality"] == "low" for r in rows])
    out: list[list[dict[str, np.ndarray]]] = []
    for seed in seeds:
        fold = fitting.deal([r["transcript_id"] for r in rows], poor, folds, seed)
        pair: list[dict[str, np.ndarray]] = [{}, {}]
        for head in HEADS:
            keep = y["question"] if head == "open" else np.ones(len(rows), bool)
            z = fitting.cross_validated(x, names, y[head], keep, poor, fold, head)
            for p, one in zip(pair, z, strict=True):
                p[head] = fitting.decided(y[head], one, keep, fold, head)
        for p, f in zip(pair, found, strict=True):
            complete(p, f)
        out.append(pair)
    return out


def complete(p: dict[str, np.ndarray], found: list[dict[str, float]]) -> None:
    """Adds what the package derives from the heads by rule."""
    each = [finished({h: float(p[h][i]) for h in HEADS}, f) for i, f in enumerate(found)]
    for name in each[0]:
        p[name] = np.array([e[name] for e in each])
    p["empathy"] = np.array([listening(e) for e in each])


def as_fitted(rows: Rows, strip: bool) -> dict[str, np.ndarray]:
    """The package's own figures, for data that its weights never saw."""
    clean = bare if strip else str
    each = [scores(clean(r["text"]), clean(r["prev_client_text"])) for r in rows]
    return {k: np.array([e[k] for e in each]) for k in each[0]}


def report(rows: Rows, each: Sequence[dict[str, np.ndarray]], boot: int) -> None:
    """Prints the table of measures for one version of the text, each the mean over the ways of dealing out the folds."""
    y = truth(rows)
    groups = [r["transcript_id"] for r in rows]
    good = np.array([r["quality"] == "high" for r in rows])

    def line(
        name: str, where: np.ndarray, measure: Callable[[dict[str, np.ndarray], np.ndarray], float], aim: str = ""
    ) -> None:
        g = [groups[i] for i in where]
        show(name, g, lambda i: float(np.mean([measure(p, where[i]) for p in each])), boot, aim)

    for head, name, aim in (
        ("question", "question (macro-F1)", "aim .93 with marks, .87 without"),
        ("open", "open vs closed, true questions (macro-F1)", "aim .80"),
        ("reflection", "reflection (macro-F1)", "aim .81"),
        ("advice", "unasked advice (macro-F1)", "aim .72"),
        ("input", "any input (macro-F1)", ""),
    ):
        where = np.flatnonzero(y["question"]) if head == "open" else np.arange(len(rows))
        line(name, where, lambda p, i, h=head: fitting.macro_f1(y[h][i], p[h][i] >= 0.5), aim)
        line(f"{head}, AUC", where, lambda p, i, h=head: auc(y[h][i], p[h][i]))
    for quality, flag, aim in (("poor", ~good, "aim .45 or more"), ("good", good, "")):
        line(f"reflection precision in {quality} conversations", np.flatnonzero(flag),
             lambda p, i: float(y["reflection"][i][p["reflection"][i] >= 0.5].mean()), aim)  # fmt: skip
    qualities(groups, good, each, boot)


def qualities(groups: Sequence[int], good: np.ndarray, each: Sequence[dict[str, np.ndarray]], boot: int) -> None:
    """How well good conversations are told from poor ones by what is heard in them."""
    whole: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(groups):
        whole[g].append(i)
    ids = list(whole)
    fine = np.array([good[whole[g][0]] for g in ids])
    rate = [np.array([(p["reflection"][whole[g]] >= 0.5).mean() for g in ids]) for p in each]
    mean = [np.array([p["empathy"][whole[g]].mean() for g in ids]) for p in each]
    for name, found, aim in (("predicted reflection rate", rate, "aim .75 or more"), ("mean listening", mean, "")):
        show(
            f"quality AUC, from {name}",
            ids,
            lambda i, f=found: float(np.mean([auc(fine[i], v[i]) for v in f])),
            boot,
            aim,
        )


def refit(rows: Rows, folds: int) -> None:
    """Fits every head on all rows and writes features/weights.py and features/trees.py."""
    x, names, _ = matrices(rows)
    y = truth(rows)
    poor = np.array([r["quality"] == "low" for r in rows])
    fold = fitting.deal([r["transcript_id"] for r in rows], poor, folds, 0)
    columns: list[dict[str, float]] = []
    trees: dict[str, list[Any]] = {}
    for head in HEADS:
        keep = y["question"] if head == "open" else np.ones(len(rows), bool)
        z = fitting.cross_validated(x, names, y[head], keep, poor, fold, head)
        fitted = fitting.fit_head((x[0][keep], x[1][keep]), y[head][keep].astype(float), poor[keep], names, head)
        for weights, one in zip(fitted.weights, z, strict=True):
            off = fitting.shift(y[head][keep], fitting.sigmoid(one[keep]), head)
            weights[names.index("always")] -= off * (2 if fitted.trees else 1)
            columns.append(dict(zip(names, (float(w) for w in weights), strict=True)))
        if fitted.trees:
            trees[head] = fitted.trees
    writing.weights(columns)
    writing.trees(trees)


def main() -> None:
    """Reads the command line and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--annomi", type=Path)
    parser.add_argument("--casino", type=Path)
    parser.add_argument("--sales", type=Path, default=SALES)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--as-fitted", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--bare", action="store_true", help="predictions of --out without marks")
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3, help="ways of dealing out the folds; measures are their mean")
    parser.add_argument("--boot", type=int, default=500)
    parser.add_argument("--no-sales", action="store_true")
    args = parser.parse_args()
    if args.annomi:
        rows = [r for r in read(args.annomi) if r["role"] == "therapist"]
        if args.fit:
            refit(rows, args.folds)
            return
        pairs = [[as_fitted(rows, False), as_fitted(rows, True)]]
        if not args.as_fitted:
            pairs = figures(rows, args.folds, range(args.seeds))
        how = "as fitted" if args.as_fitted else f"{args.folds}-fold over conversations, {args.seeds} times"
        for strip in (False, True):
            print(f"AnnoMI, {len(rows)} turns, {'bare' if strip else 'with marks'}, {how}")
            report(rows, [pair[strip] for pair in pairs], args.boot)
        if args.out:
            writing.predictions(args.out, rows, pairs[0][args.bare])
    if args.casino:
        casino(args.casino, args.boot)
    if not args.no_sales:
        sales(args.sales, args.boot, strip=False, noise=0.0, each_move=True)
        sales(args.sales, args.boot, strip=True, noise=0.0, each_move=False)
        sales(args.sales, args.boot, strip=True, noise=0.1, each_move=False)
        speed(args.sales)


if __name__ == "__main__":
    main()
