"""How well themes are suggested, and how that grows while somebody sorts.

Usage: python -m bench.themes NOTES.json [TEMPLATE-FOLDER]

NOTES.json is as for `bln themes suggest`, with the theme where a person put each note:
{"rounds": [{"meeting": 2, "question": "…", "notes": [{"id": "…", "text": "…", "theme": "…" or null}]}]}
A note with "pii" counts for nothing. "themes" beside "rounds" may map each theme to its heading.

Scores are the pairwise F1 of each round: of all pairs of notes, those that belong together against those that
were put together. The second table sorts notes as the person did, mean of `SEEDS` random choices, and scores
the pairs among the notes not yet sorted, the same pairs as suggested before anything was sorted (fewer pairs give
a somewhat lower F1 by themselves), and the pairs with at least one note not yet sorted.

`notes.json` and `spoken_notes.json` beside this file are two such sets by different hands. All notes are invented.
"""

import json
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from meetings.notes import Note
from meetings.programme import Concept
from meetings.themes import Suggestion, suggest_themes
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
        precision, recall, f1 = score(gold, _placed(found))
        scores.append(f1)
        placed = f"{len(_placed(found).keys() & gold.keys())}/{len(gold)}"
        print(
            f"{of_round['meeting']!s:>7}  {precision:9.3f}  {recall:6.3f}  {f1:.3f}  "
            f"{len(found):6}  {placed:>6}  {seconds:7.2f}"
        )
    print(f"{'mean':>7}  {'':9}  {'':6}  {sum(scores) / len(scores):.3f}\n")


def print_learning(
    rounds: Sequence[Mapping[str, Any]], headings: Mapping[str, str], concepts: Sequence[Concept]
) -> None:
    """F1 after so many sorted notes: among the rest, as it was before, and of all pairs with one of the rest."""
    print("meeting  sorted  among the rest  not learned  with one of the rest")
    means = {amount: [0.0, 0.0, 0.0] for amount in SORTED}
    for of_round in rounds:
        for amount in SORTED:
            found = learned(of_round, amount, SEEDS, headings, concepts)
            means[amount] = [mean + value / len(rounds) for mean, value in zip(means[amount], found, strict=True)]
            _print_learned(of_round["meeting"], amount, found)
    for amount, found in means.items():
        _print_learned("mean", amount, found)


def _print_learned(meeting: object, amount: int, found: Sequence[float]) -> None:
    print(f"{meeting!s:>7}  {amount:6}  {found[0]:14.3f}  {found[1]:11.3f}  {found[2]:20.3f}")


def learned(
    of_round: Mapping[str, Any], amount: int, seeds: int, headings: Mapping[str, str], concepts: Sequence[Concept]
) -> tuple[float, float, float]:
    """The three scores, mean of `seeds` choices of `amount` notes to sort; one that fits nowhere is left aside."""
    gold, notes = gold_of(of_round), notes_of(of_round)
    before = _placed(suggest_themes(notes, concepts))
    scores = []
    for seed in range(seeds if amount else 1):
        seen = set(Random(seed).sample(sorted(gold), min(amount, len(gold))))
        already = {note_id: headings.get(theme, theme) for note_id in seen if (theme := gold[note_id])}
        labels = {**_placed(suggest_themes(notes, concepts, already=already)), **already} if amount else before
        rest = {note_id: theme for note_id, theme in gold.items() if note_id not in seen}
        scores.append((score(rest, labels)[2], score(rest, before)[2], score(gold, labels, seen)[2]))
    among_rest, not_learned, with_one = (sum(values) / len(scores) for values in zip(*scores, strict=True))
    return among_rest, not_learned, with_one


def _placed(found: Sequence[Suggestion]) -> dict[str, str | None]:
    return {note_id: suggestion.title for suggestion in found for note_id in suggestion.note_ids}


def score(gold: Labels, labels: Labels, seen: Collection[str] = ()) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1 over all pairs in `gold` but those of two `seen` notes."""
    pairs = [pair for pair in combinations(gold, 2) if not (pair[0] in seen and pair[1] in seen)]
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
