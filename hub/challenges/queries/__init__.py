"""Selects for pages. Every list takes the same number of them however long it is."""

from hub.challenges.queries.cards import Card, preview, visible
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
from hub.challenges.queries.promises import review_rules
from hub.challenges.queries.requirable import requirable
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
    "Heard",
    "Narrowed",
    "Piece",
    "Row",
    "Wanted",
    "act_kinds",
    "all_waiting",
    "as_suggested",
    "attempts_of",
    "badges",
    "batch_of",
    "claims_on",
    "done",
    "every_phrase",
    "heard",
    "in_progress",
    "inside",
    "kept_for_later",
    "last_decision",
    "managed",
    "messages_on",
    "next_waiting",
    "not_yet",
    "oldest_waiting",
    "open_to",
    "opinion_of",
    "phrases",
    "pieces",
    "preview",
    "previous_waiting",
    "put_aside",
    "requirable",
    "review_rules",
    "reviewable",
    "rounds_of",
    "search",
    "search_managed",
    "submission_with_files",
    "suggested",
    "tags_for",
    "talk",
    "undoable",
    "visible",
    "waiting",
    "waiting_challenges",
    "waiting_companies",
    "waiting_count",
    "waiting_with",
]
