"""Selects for pages. Every list takes the same number of them however long it is."""

from hub.challenges.queries.cards import Card, preview, visible
from hub.challenges.queries.doings import attempts_of
from hub.challenges.queries.inside import inside
from hub.challenges.queries.listing import (
    Narrowed,
    as_suggested,
    done,
    in_progress,
    kept_for_later,
    not_yet,
    open_to,
    put_aside,
    suggested,
    tags_for,
)
from hub.challenges.queries.managing import Row, act_kinds, badges, managed
from hub.challenges.queries.opinions import Heard, heard, opinion_of, rounds_of
from hub.challenges.queries.requirable import requirable
from hub.challenges.queries.reviewing import (
    next_waiting,
    oldest_waiting,
    reviewable,
    waiting,
    waiting_challenges,
    waiting_count,
)
from hub.challenges.queries.searching import search, search_managed
from hub.challenges.queries.work import Piece, pieces, submission_with_picture

__all__ = [
    "Card",
    "Heard",
    "Narrowed",
    "Piece",
    "Row",
    "act_kinds",
    "as_suggested",
    "attempts_of",
    "badges",
    "done",
    "heard",
    "in_progress",
    "inside",
    "kept_for_later",
    "managed",
    "next_waiting",
    "not_yet",
    "oldest_waiting",
    "open_to",
    "opinion_of",
    "pieces",
    "preview",
    "put_aside",
    "requirable",
    "reviewable",
    "rounds_of",
    "search",
    "search_managed",
    "submission_with_picture",
    "suggested",
    "tags_for",
    "visible",
    "waiting",
    "waiting_challenges",
    "waiting_count",
]
