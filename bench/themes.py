"""How well themes are suggested, and how that grows while somebody sorts.

Usage: python -m bench.themes NOTES.json [TEMPLATE-FOLDER]

NOTES.json is as for `bln themes suggest`, with the theme where a person put each note:
{"rounds": [{"meeting": 2, "question": "…", "notes": [{"id": "…", "text": "…", "theme": "…" or null}]}]}
A note with "pii" counts for nothing. "themes" beside "rounds" may map each theme to its heading.

Scores are the pairwise F1 of each round: of all pairs of notes, those that belong together against those that
were put together. The second table sorts notes as the person did, mean of `SEEDS` random choices, and scores
the pairs among the notes not yet sorted, then the pairs with at least one such note.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from meetings.notes import Note
from meetings.programme import Concept
from meetings.themes import suggest_themes
from network_templates.loader import find_templates, load_template

SEEDS = 20
SORTED = (0, 10, 20, 40)
FOUNDING = "nara_vard_anhoriga"

Labels = Mapping[str, str | None]


def main() -> None:
    """Print both tables."""
    if len(sys.argv) not in (2, 3):
        sys.exit("Usage: python -m bench.themes NOTES.json [TEMPLATE-FOLDER]")
    data = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    folder = Path(sys.argv[2]) if len(sys.argv) == 3 else find_templates()[FOUNDING]
    concepts = load_template(folder).concepts
    print_scores(data["rounds"], concepts)
    print_learning(data["rounds"], data.get("themes", {}), concepts)


def print_scores(rounds: Sequence[Mapping[str, Any]], concepts: Sequence[Concept]) -> None:
    """One line a round: precision, recall, F1, how many themes and notes, and the CPU time."""
    print("meeting  precision  recall     F1  themes  placed  seconds")
    scores = []
    for of_round in rounds:
        gold, notes = gold_of(of_round), notes_of(of_round)
        started = time.process_time()
        found = suggest_themes(notes, concepts)
        seconds = time.process_time() - started
        labels: Labels = {note_id: s.title for s in found for note_id in s.note_ids}
        precision, recall, f1 = score(gold, labels, lambda one, other: True)
        scores.append(f1)
        placed = f"{len(labels.keys() & gold.keys())}/{len(gold)}"
        print(
            f"{of_round['meeting']!s:>7}  {precision:9.3f}  {recall:6.3f}  {f1:.3f}  "
            f"{len(found):6}  {placed:>6}  {seconds:7.2f}"
        )
    print(f"{'mean':>7}  {'':9}  {'':6}  {sum(scores) / len(scores):.3f}\n")


def print_learning(
    rounds: Sequence[Mapping[str, Any]], headings: Mapping[str, str], concepts: Sequence[Concept]
) -> None:
    """F1 after so many sorted notes: among the rest, and of all pairs with one of the rest."""
    print("meeting  sorted  among the rest  with one of the rest")
    for of_round in rounds:
        for amount in SORTED:
            pairs = [learned(of_round, amount, seed, headings, concepts) for seed in range(SEEDS)]
            among, with_one = (sum(values) / SEEDS for values in zip(*pairs, strict=True))
            print(f"{of_round['meeting']!s:>7}  {amount:6}  {among:14.3f}  {with_one:20.3f}")


def learned(
    of_round: Mapping[str, Any], amount: int, seed: int, headings: Mapping[str, str], concepts: Sequence[Concept]
) -> tuple[float, float]:
    """Both scores when `amount` notes were looked at first; one that fits nowhere is left aside."""
    gold = gold_of(of_round)
    seen = set(Random(seed).sample(sorted(gold), min(amount, len(gold))))
    already = {note_id: headings.get(theme, theme) for note_id in seen if (theme := gold[note_id])}
    found = suggest_themes(notes_of(of_round), concepts, already=already)
    labels: Labels = {**{note_id: s.title for s in found for note_id in s.note_ids}, **already}
    among = score(gold, labels, lambda one, other: one not in seen and other not in seen)
    with_one = score(gold, labels, lambda one, other: one not in seen or other not in seen)
    return among[2], with_one[2]


def score(gold: Labels, labels: Labels, counts: Callable[[str, str], bool]) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1 over the pairs that `counts`."""
    pairs = [(one, other) for one, other in combinations(gold, 2) if counts(one, other)]
    belong = {pair for pair in pairs if _together(gold, *pair)}
    put = {pair for pair in pairs if _together(labels, *pair)}
    hits = len(belong & put)
    precision, recall = hits / (len(put) or 1), hits / (len(belong) or 1)
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def _together(labels: Labels, one: str, other: str) -> bool:
    return labels.get(one) is not None and labels.get(one) == labels.get(other)


def gold_of(of_round: Mapping[str, Any]) -> dict[str, str | None]:
    """Where a person put each note that counts."""
    return {note["id"]: note["theme"] for note in of_round["notes"] if not note.get("pii")}


def notes_of(of_round: Mapping[str, Any]) -> list[Note]:
    """The notes of a round as the rules see them; their order is no part of what they say."""
    question = str(of_round["question"])
    return [Note(note["id"], note.get("network", ""), 0, 0, question, note["text"]) for note in of_round["notes"]]


if __name__ == "__main__":
    main()
