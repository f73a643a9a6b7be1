"""A form's picture, kept while the form has to be put right."""

import uuid
from typing import IO, Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms.validators import StopValidation

from hub.db import db
from hub.pictures import BadPicture, Picture, save


class PictureField(FileField):
    """A file that validation stores at once; wants `transaction()` around it.

    Whatever else the form gets wrong, `kept` is the picture then. It comes back with the form as
    a signed word under the field's own name, which is good for the person who uploaded it alone:
    nobody can put somebody else's picture into a form.
    """

    def __init__(self, label: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault(
            "description", _l("JPEG, PNG, WebP or GIF, up to 10 MB. Wide ones look best.")
        )
        kwargs.setdefault("render_kw", {"accept": "image/*"})
        super().__init__(label, **kwargs)
        self.kept: Any = None
        self._lost = False

    @property
    def token(self) -> str:
        """The signed word for the picture that is kept."""
        return _signer().dumps([str(self.kept.id), current_user.id]) if self.kept else ""

    def process_data(self, value: Any) -> None:
        # A form filled from its object asks for another picture, not for the one there is.
        self.data = None

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        token = next((value for value in valuelist if value and isinstance(value, str)), None)
        self.kept = self._claimed(token) if token else None
        self._lost = bool(token) and self.kept is None

    def pre_validate(self, form: Any) -> None:
        if self.data:
            try:
                self.kept = self._saved(self.data.stream)
            except BadPicture as refusal:
                raise StopValidation(str(refusal)) from refusal
        elif self._lost:
            raise StopValidation(_("This picture is gone. Choose it again."))

    def _saved(self, stream: IO[bytes]) -> Any:
        """The row of what was uploaded, stored. Raises `BadPicture`."""
        return save(stream, "cover")

    def _found(self, id: uuid.UUID) -> Any:
        """The row that an earlier try stored, if it is there still."""
        return db.session.get(Picture, id)

    def _claimed(self, token: str) -> Any:
        try:
            id, owner = _signer().loads(token)
        except BadSignature:
            return None
        return self._found(uuid.UUID(id)) if owner == current_user.id else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept picture")
