"""The labeller on what its weights were never fitted on: the project's own sales sentences, negotiations, and its speed."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import numpy as np
from moves_measures import auc, bare, read, show

from voicecoach.understand.moves import Context, label, scores


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
