"""Files as people upload them, made here so that nobody wonders what is in them."""

import io
import zipfile

_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
KINDS = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"


def zipped(parts: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str, **more: bytes) -> bytes:
    """A small Office Open XML file."""
    main = _MAIN.format(KINDS[kind])
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    return zipped({"[Content_Types].xml": types.encode(), "main.xml": b"<a/>", **more})


def open_document(kind: str = "text") -> bytes:
    name = f"application/vnd.oasis.opendocument.{kind}".encode()
    return zipped({"mimetype": name, "content.xml": b"<a/>"})
