"""Selects for pages. Every list takes the same number of them however long it is."""

from hub.challenges.queries.cards import (
    Card,
    done,
    in_progress,
    open_to,
    preview,
    suggested,
    visible,
)
from hub.challenges.queries.desk import (
    batch_of,
    claims_on,
    every_phrase,
    last_decision,
    messages_on,
    phrases,
    talk,
    undoable,
)
from hub.challenges.queries.doings import attempts_of
from hub.challenges.queries.inside import inside
from hub.challenges.queries.managing import Row, act_kinds, badges, managed
from hub.challenges.queries.promises import review_rules
from hub.challenges.queries.reviewing import (
    Wanted,
    all_waiting,
    next_waiting,
    oldest_waiting,
    previous_waiting,
    reviewable,
    waiting,
    waiting_challenges,
    waiting_companies,
    waiting_count,
    waiting_with,
)
from hub.challenges.queries.searching import search, search_managed
from hub.challenges.queries.work import Piece, pieces, submission_with_files

__all__ = [
    "Card",
    "Piece",
    "Row",
    "Wanted",
    "act_kinds",
    "all_waiting",
    "attempts_of",
    "badges",
    "batch_of",
    "claims_on",
    "done",
    "every_phrase",
    "in_progress",
    "inside",
    "last_decision",
    "managed",
    "messages_on",
    "next_waiting",
    "oldest_waiting",
    "open_to",
    "phrases",
    "pieces",
    "preview",
    "previous_waiting",
    "review_rules",
    "reviewable",
    "search",
    "search_managed",
    "submission_with_files",
    "suggested",
    "talk",
    "undoable",
    "visible",
    "waiting",
    "waiting_challenges",
    "waiting_companies",
    "waiting_count",
    "waiting_with",
]
