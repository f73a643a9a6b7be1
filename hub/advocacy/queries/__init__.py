"""Selects for pages. Every list takes the same number of them however long it is."""

from hub.advocacy.queries.acts import (
    ActSearch,
    act_for_console,
    acts_found,
    acts_page,
    known_sources,
)
from hub.advocacy.queries.asks import (
    Wishes,
    askable_kinds,
    guard_says,
    guard_says_of_company,
    open_asks,
    recent_asks,
    wishes,
)
from hub.advocacy.queries.bank import Bank, Month, balances, bank, months
from hub.advocacy.queries.dry_run import DryRun, Effect, behind, dry_run
from hub.advocacy.queries.given import Given, given_and_got
from hub.advocacy.queries.guard import may_ask, may_ask_all, rules
from hub.advocacy.queries.kinds import kinds, kinds_to_choose, uses

__all__ = [
    "ActSearch",
    "Bank",
    "DryRun",
    "Effect",
    "Given",
    "Month",
    "Wishes",
    "act_for_console",
    "acts_found",
    "acts_page",
    "askable_kinds",
    "balances",
    "bank",
    "behind",
    "dry_run",
    "given_and_got",
    "guard_says",
    "guard_says_of_company",
    "kinds",
    "kinds_to_choose",
    "known_sources",
    "may_ask",
    "may_ask_all",
    "months",
    "open_asks",
    "recent_asks",
    "rules",
    "uses",
    "wishes",
]
