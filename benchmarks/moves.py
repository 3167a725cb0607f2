"""How well the labeller of moves hears, with intervals.

    python benchmarks/moves.py                                   the sales sentences and the speed
    python benchmarks/moves.py --annomi FILE [--casino FILE]     annotated conversations, cross-validated
    python benchmarks/moves.py --annomi FILE --fit               fits the weights anew, on all of FILE
    python benchmarks/moves.py --annomi FILE --out PRED.jsonl    cross-validated predictions, one row a turn
    python benchmarks/moves.py --annomi FILE --as-fitted         with the weights in the package (for unseen data)

Every measure is given twice: with the text's marks, and without any mark and in lower case, as a recogniser may leave
it. Intervals are 95 % percentile bootstraps over conversations (over sentences for the sales set). Cross-validated
means: nothing of a conversation was seen by the weights that judge it. AnnoMI's file has one JSON object a turn with
transcript_id, role, text, prev_client_text, quality, question, question_type, reflection, advice, input.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent))

import moves_fit as fitting

from voicecoach.understand.moves import Context, label, scores
from voicecoach.understand.moves.features.heads import HEADS, lectures, listening, tempered
from voicecoach.understand.moves.features.turn import features

Rows = list[dict[str, Any]]
SALES = HERE.parent / "tests" / "data" / "sales_moves.jsonl"
WEIGHTS = HERE.parent / "voicecoach" / "understand" / "moves" / "features" / "weights.py"


def bare(text: str) -> str:
    """Lower case and no marks but apostrophes, as a recogniser without punctuation writes."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s']", " ", text.lower())).strip()


def read(path: Path) -> Rows:
    """The rows of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# --- measures ----------------------------------------------------------------------------------------------


def auc(y: Sequence[bool], s: Sequence[float]) -> float:
    """Chance that a yes has the higher figure than a no; ties count half."""
    a, b = np.array(y, bool), np.array(s, float)
    up, down = b[a], b[~a]
    if not len(up) or not len(down):
        return float("nan")
    wins = (up[:, None] > down).sum() + 0.5 * (up[:, None] == down).sum()
    return float(wins / (len(up) * len(down)))


def interval(groups: Sequence[Any], measure: Callable[[np.ndarray], float], boot: int) -> tuple[float, float]:
    """95 % percentile bootstrap of `measure(row numbers)` over whole groups."""
    places: dict[Any, list[int]] = defaultdict(list)
    for i, g in enumerate(groups):
        places[g].append(i)
    ids = list(places)
    rng = np.random.default_rng(7)
    found = []
    for _ in range(boot):
        pick = rng.integers(0, len(ids), len(ids))
        value = measure(np.concatenate([np.array(places[ids[k]]) for k in pick]))
        if value == value:
            found.append(value)
    return (float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))) if found else (0.0, 1.0)


def show(name: str, groups: Sequence[Any], measure: Callable[[np.ndarray], float], boot: int, aim: str = "") -> None:
    """One line: the figure, its interval, and what is aimed for."""
    everything = np.arange(len(groups))
    low, high = interval(groups, measure, boot)
    print(f"  {name:58s} {measure(everything):.3f}  [{low:.3f}, {high:.3f}]  {aim}")


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


def figures(rows: Rows, strip: bool, folds: int, seed: int) -> dict[str, np.ndarray]:
    """Cross-validated figures for each turn, by head, with `empathy`."""
    clean = bare if strip else str
    found = [features(clean(r["text"]), clean(r["prev_client_text"])) for r in rows]
    y = truth(rows)
    poor = np.array([r["quality"] == "low" for r in rows])
    fold = fitting.deal([r["transcript_id"] for r in rows], poor, folds, seed)
    out = {}
    for head in HEADS:
        keep = y["question"] if head == "open" else np.ones(len(rows), bool)
        out[head] = fitting.cross_validated(found, y[head], keep, poor, fold, head)
    out["reflection"] = np.array([tempered(float(p), f) for p, f in zip(out["reflection"], found, strict=True)])
    out["lectures"] = np.array([lectures(f) for f in found])
    out["empathy"] = np.array([listening({k: float(v[i]) for k, v in out.items()}) for i in range(len(rows))])
    return out


def as_fitted(rows: Rows, strip: bool) -> dict[str, np.ndarray]:
    """The package's own figures, for data that its weights never saw."""
    clean = bare if strip else str
    each = [scores(clean(r["text"]), clean(r["prev_client_text"])) for r in rows]
    return {k: np.array([e[k] for e in each]) for k in each[0]}


def report(rows: Rows, p: dict[str, np.ndarray], boot: int) -> None:
    """Prints the table of measures for one version of the text."""
    y = truth(rows)
    groups = [r["transcript_id"] for r in rows]
    good = np.array([r["quality"] == "high" for r in rows])
    for head, name, aim in (
        ("question", "question (macro-F1)", "aim .93 with marks, .87 without"),
        ("open", "open vs closed, true questions (macro-F1)", "aim .80"),
        ("reflection", "reflection (macro-F1)", "aim .81"),
        ("advice", "unasked advice (macro-F1)", "aim .72"),
        ("input", "any input (macro-F1)", ""),
    ):
        where = np.flatnonzero(y["question"]) if head == "open" else np.arange(len(rows))
        a, b = y[head][where], p[head][where] >= 0.5
        g = [groups[i] for i in where]
        show(name, g, lambda i, a=a, b=b: fitting.macro_f1(a[i], b[i]), boot, aim)
    said = p["reflection"] >= 0.5
    for quality, flag, aim in (("poor", ~good, "aim .45 or more"), ("good", good, "")):
        where = np.flatnonzero(flag)
        a, b = y["reflection"][where], said[where]
        g = [groups[i] for i in where]
        show(
            f"reflection precision in {quality} conversations",
            g,
            lambda i, a=a, b=b: float(a[i][b[i]].mean()) if b[i].any() else np.nan,
            boot,
            aim,
        )
    whole: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(groups):
        whole[g].append(i)
    ids = list(whole)
    fine = np.array([good[whole[g][0]] for g in ids])
    rate = np.array([said[whole[g]].mean() for g in ids])
    mean = np.array([p["empathy"][whole[g]].mean() for g in ids])
    show("quality AUC, from predicted reflection rate", ids, lambda i: auc(fine[i], rate[i]), boot, "aim .75 or more")
    show("quality AUC, from mean listening", ids, lambda i: auc(fine[i], mean[i]), boot, "")


def refit(rows: Rows) -> None:
    """Fits every head on all rows and writes features/weights.py."""
    y = truth(rows)
    poor = np.array([r["quality"] == "low" for r in rows])
    columns: list[dict[str, float]] = []
    for head in HEADS:
        keep = y["question"] if head == "open" else np.ones(len(rows), bool)
        for strip in (False, True):
            clean = bare if strip else str
            found = [features(clean(r["text"]), clean(r["prev_client_text"])) for r in rows]
            names = sorted({n for f in found for n in f})
            x = fitting.matrix(found, names)
            count = np.where(poor, fitting.POOR_COUNTS.get(head, 1.0), 1.0)[keep]
            weights = fitting.fit(x[keep], y[head][keep].astype(float), names, head, count)
            weights[names.index("always")] -= fitting.shift(y[head][keep], fitting.probability(x[keep], weights), head)
            columns.append(dict(zip(names, (float(w) for w in weights), strict=True)))
    write(columns)


def write(columns: list[dict[str, float]]) -> None:
    """The table of weights, one feature a line."""
    names = sorted({n for c in columns for n in c})
    lines = [
        '"""Weights of the named features, fitted by `benchmarks/moves.py --fit`. Figures only: no word of any data is in here.',
        "",
        "Each row is a feature of features/turn.py; its figures are logits per unit of the feature, two for each head, first",
        "for text with marks and then for text without: question, open, reflection, advice, input.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "# fmt: off",
        "WEIGHTS: dict[str, tuple[float, ...]] = {",
    ]
    for name in names:
        values = ", ".join(f"{c.get(name, 0.0):6.2f}" for c in columns)
        lines.append(f'    "{name}": ({values}),')
    lines += ["}", ""]
    WEIGHTS.write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(names)} features written to {WEIGHTS}")


# --- CaSiNo and the sales sentences --------------------------------------------------------------------------


def casino(path: Path, boot: int) -> None:
    """Negotiation: showing empathy, and asking for the other's needs. Nothing is fitted on these."""
    rows = read(path)
    groups = [r["dialogue_id"] for r in rows]
    each = [scores(r["text"], r["prev_other_text"]) for r in rows]
    print(f"CaSiNo, {len(rows)} turns (not fitted)")
    for name, key in (("empathy", "reflection"), ("elicit", "open"), ("elicit", "question")):
        y = np.array([bool(r[name]) for r in rows])
        s = np.array([e[key] * (e["question"] if key == "open" else 1) for e in each])
        show(f"{name}, AUC of {key}", groups, lambda i, y=y, s=s: auc(y[i], s[i]), boot)


def sales(path: Path, boot: int, strip: bool, noise: float, each_move: bool) -> None:
    """The project's own sentences: all moves together, then move by move."""
    rows = read(path)
    clean = bare if strip else str
    rng = np.random.default_rng(3)
    hits, extra, missed, broken = [], [], [], []
    for r in rows:
        text = misheard(clean(r["text"]), noise, rng)
        got = {x.move for x in label(text, Context(previous=misheard(clean(r["previous"]), noise, rng)))}
        want, fair = set(r["moves"]), set(r["maybe"])
        hits.append(want & got)
        missed.append(want - got)
        extra.append(got - want - fair)
        broken.append(bool(got & set(r["never"])))
    tp, fp, fn = (np.array([len(s) for s in sets]) for sets in (hits, extra, missed))
    print(
        f"{path.name}, {len(rows)} turns, {'bare' if strip else 'with marks'}"
        + (f", {noise:.0%} of words misheard" if noise else "")
    )
    ids = list(range(len(rows)))
    show("precision, all moves", ids, lambda i: float(tp[i].sum() / max(1, tp[i].sum() + fp[i].sum())), boot)
    show("recall, all moves", ids, lambda i: float(tp[i].sum() / max(1, tp[i].sum() + fn[i].sum())), boot)
    show("turns in which a trap was stepped into", ids, lambda i: float(np.array(broken)[i].mean()), boot)
    if each_move:
        a, b, c = (Counter(m for s in sets for m in s) for sets in (hits, extra, missed))
        for move in sorted(a | b | c):
            print(f"    {move:20s} heard {a[move]:3d}  wrongly {b[move]:3d}  missed {c[move]:3d}")


def misheard(text: str, share: float, rng: np.random.Generator) -> str:
    """Drops or maims a share of the words, as a recogniser does."""
    if not share:
        return text
    out = []
    for word in text.split():
        if rng.random() >= share:
            out.append(word)
        elif rng.random() < 0.6 and len(word) > 2:
            out.append(word[:-1] if rng.random() < 0.5 else word[0] + word[2:])
    return " ".join(out)


def speed(path: Path) -> None:
    """Milliseconds a turn, labels and scores, nothing remembered between turns."""
    rows = read(path)
    began = time.perf_counter()
    for i, r in enumerate(rows):
        label(r["text"] + f" {i}", Context(previous=r["previous"]))
    middle = time.perf_counter()
    for i, r in enumerate(rows):
        scores(r["text"] + f" {i} {i}", r["previous"])
    end = time.perf_counter()
    print(
        f"speed: {1e3 * (middle - began) / len(rows):.1f} ms a turn for labels, {1e3 * (end - middle) / len(rows):.1f} for scores"
    )


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
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--boot", type=int, default=500)
    parser.add_argument("--no-sales", action="store_true")
    args = parser.parse_args()
    if args.annomi:
        rows = [r for r in read(args.annomi) if r["role"] == "therapist"]
        if args.fit:
            refit(rows)
            return
        for strip in (False, True):
            p = as_fitted(rows, strip) if args.as_fitted else figures(rows, strip, args.folds, args.seed)
            how = "as fitted" if args.as_fitted else f"{args.folds}-fold over conversations, seed {args.seed}"
            print(f"AnnoMI, {len(rows)} turns, {'bare' if strip else 'with marks'}, {how}")
            report(rows, p, args.boot)
            if args.out and strip == args.bare:
                with args.out.open("w", encoding="utf-8") as f:
                    for i, r in enumerate(rows):
                        row = {k: round(float(v[i]), 4) for k, v in p.items() if k != "lectures"}
                        f.write(
                            json.dumps({"transcript_id": r["transcript_id"], "turn": r["turn"], "complex": 0.5, **row})
                            + "\n"
                        )
    if args.casino:
        casino(args.casino, args.boot)
    if not args.no_sales:
        sales(args.sales, args.boot, strip=False, noise=0.0, each_move=True)
        sales(args.sales, args.boot, strip=True, noise=0.0, each_move=False)
        sales(args.sales, args.boot, strip=True, noise=0.1, each_move=False)
        speed(args.sales)


if __name__ == "__main__":
    main()
