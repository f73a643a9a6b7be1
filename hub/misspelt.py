"""Whether a name may be what somebody meant who typed it wrong."""

# One slip in a word, two in a long one: with more it is another word.
LONG = 8
# What is shorter is the beginning of too many words.
BEGINNING = 6
# Of fewer letters a swap makes another word; of more it leaves enough in threes to be found by.
SHORT = range(3, 9)


def swaps(typed: str) -> list[str]:
    """What a short word may have been before two neighbours changed places; of others nothing."""
    if len(typed) not in SHORT or not typed.isalnum():
        return []
    return [typed[:i] + typed[i + 1] + typed[i] + typed[i + 2 :] for i in range(len(typed) - 1)]


def resembles(typed: str, names: str) -> bool:
    """Whether each word typed is a word of the names, or the beginning of one, but for a slip."""
    words = names.split()
    return all(any(_is_meant(one, word) for word in words) for one in typed.split())


def _is_meant(typed: str, word: str) -> bool:
    allowed = 2 if len(typed) >= LONG else 1
    if len(typed) - len(word) > allowed:
        return False
    begins = len(typed) >= BEGINNING and _slips(typed, word[: len(typed)]) <= allowed
    return begins or _slips(typed, word) <= allowed


def _slips(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many, or change places with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
