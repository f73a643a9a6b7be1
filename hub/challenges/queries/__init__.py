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
from hub.challenges.queries.doings import attempts_of
from hub.challenges.queries.inside import inside
from hub.challenges.queries.managing import Row, act_kinds, badges, managed
from hub.challenges.queries.reviewing import (
    next_waiting,
    oldest_waiting,
    reviewable,
    waiting,
    waiting_challenges,
    waiting_count,
)
from hub.challenges.queries.searching import search, search_managed
from hub.challenges.queries.work import Piece, pieces, submission_with_files

__all__ = [
    "Card",
    "Piece",
    "Row",
    "act_kinds",
    "attempts_of",
    "badges",
    "done",
    "in_progress",
    "inside",
    "managed",
    "next_waiting",
    "oldest_waiting",
    "open_to",
    "pieces",
    "preview",
    "reviewable",
    "search",
    "search_managed",
    "submission_with_files",
    "suggested",
    "visible",
    "waiting",
    "waiting_challenges",
    "waiting_count",
]
