"""Why a whole file is refused: each reason is one sentence."""

from flask_babel import lazy_gettext as _l

from hub.refusals import Refusal


class FileRefused(Refusal):
    """Nothing of the file is imported."""


class EmptyFile(FileRefused):
    def __init__(self) -> None:
        super().__init__(_l("The file is empty: there is no contact in it."))


class NotUtf8(FileRefused):
    def __init__(self) -> None:
        super().__init__(_l("The file is not UTF-8 text. Export it again as CSV in UTF-8."))


class ColumnsMissing(FileRefused):
    """In: the headings that are not there."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            _l(
                "The file lacks what an import needs: %(names)s. Add it to the export.",
                names=", ".join(names),
            )
        )


class ColumnTwice(FileRefused):
    def __init__(self, name: str) -> None:
        super().__init__(_l("The column %(name)s is there twice. Keep one of them.", name=name))


class TooLarge(FileRefused):
    """In: the most that is read, in bytes."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(
            _l(
                "The file is larger than %(count)s MB. Split it and import the parts.",
                count=max_bytes // (1024 * 1024),
            )
        )
