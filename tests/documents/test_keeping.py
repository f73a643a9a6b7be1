"""Documents are told by their content, and archives looked into before anything is unpacked."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.documents import ENDINGS, BadDocument, save
from hub.documents.archives import BadArchive, office_type
from hub.documents.keeping import MAX_BYTES, fitting
from hub.documents.sniffing import media_type
from hub.files import files
from tests.documents.files import KINDS, PDF, office, open_document, zipped
from tests.pictures import picture_file


@pytest.fixture
def keep(reader, db):
    return lambda content, name="my file": save(io.BytesIO(content), name)


@pytest.mark.parametrize("kind", KINDS)
def test_office_files_are_taken_whatever_they_are_called(keep, kind):
    document = keep(office(kind), "plan.exe")
    assert document.media_type.endswith(KINDS[kind])
    assert document.name == f"plan.exe.{kind}"
    assert files().get(document.key) == office(kind)


@pytest.mark.parametrize(
    ("content", "name", "kept"),
    [
        (PDF, "a.PDF", "a.pdf"),
        (open_document(), "letter.odt", "letter.odt"),
        (open_document("spreadsheet"), "x", "x.ods"),
        (picture_file().getvalue(), "me.jpg", "me.jpg.png"),
        (b"a,b\n1,2\n", "t.csv", "t.csv"),
        (b"Gr\xfc\xdfe aus Windows\r\n", "t.txt", "t.txt"),
        ("\ufeffgrüße".encode("utf-16"), "t.txt", "t.txt"),
        (b"<html><script>alert(1)</script>", "page.html", "page.html.txt"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "a.svg.txt"),
    ],
)
def test_a_name_ends_in_what_the_file_is(keep, content, name, kept):
    document = keep(content, name)
    assert document.name == kept
    assert document.name.lower().endswith(ENDINGS[document.media_type])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"x" * (MAX_BYTES + 1), "larger than 20 MB"),
        (b"MZ\x90\x00" + bytes(60), "not a kind of file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not a kind of file"),
        (b"text with a \x00 in it", "not a kind of file"),
        (zipped({"a.txt": b"hello"}), "not a kind of file"),
        (office("docx")[:-30], "damaged"),
        (office("docx", **{"word/vbaProject.bin": b"x"}), "macros"),
        (
            zipped(
                {"[Content_Types].xml": b'"application/vnd.ms-word.document.macroEnabled.main+xml"'}
            ),
            "macros",
        ),
        (office("xlsx", **{"bomb.xml": bytes(30_000_000)}), "unpacks to far more"),
        (zipped({f"{n}.xml": b"" for n in range(5001)}), "more parts"),
    ],
)
def test_what_is_not_taken_is_refused_in_a_sentence(keep, content, words):
    with pytest.raises(BadDocument, match=words):
        keep(content)


def test_a_bomb_is_refused_by_what_it_says_of_itself(reader):
    huge = office("docx", **{"big.bin": b"x" * 1000})
    entry = huge.rindex(b"PK\x01\x02", 0, huge.rindex(b"big.bin"))
    lying = bytearray(huge)
    struct.pack_into("<I", lying, entry + 24, 200 * 1024 * 1024)
    with pytest.raises(BadArchive, match="far more"):
        office_type(bytes(lying))


def test_parts_that_lie_over_each_other_are_refused(reader):
    with zipfile.ZipFile(io.BytesIO(office("docx", **{"a.bin": b"xyz" * 900}))) as honest:
        assert honest.testzip() is None
    stored = zipped({"[Content_Types].xml": b"<Types/>", "a.bin": bytes(2000)}, zipfile.ZIP_STORED)
    overlapping = bytearray(stored)
    place = -1
    for _ in range(2):
        place = overlapping.index(b"PK\x01\x02", place + 1)
        struct.pack_into("<II", overlapping, place + 20, 2000, 2000)
    with pytest.raises(BadArchive, match="far more"):
        office_type(bytes(overlapping))


def test_a_locked_file_is_refused(reader):
    locked = bytearray(office("docx"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + place] |= 1
    with pytest.raises(BadArchive, match="password"):
        office_type(bytes(locked))


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"RIFF"]))
@settings(deadline=None)
def test_no_content_makes_it_stumble(content, start):
    try:
        found = media_type(start + content, "x.csv")
    except BadArchive:
        found = None
    assert found in {None, *ENDINGS}


@given(st.text(max_size=300), st.sampled_from(sorted(ENDINGS)))
def test_a_name_is_only_a_name(name, kind):
    made = fitting(name, kind)
    assert made.lower().endswith(ENDINGS[kind])
    assert not set(made) & set('/\\<>:"|?*\x00\n\u202e')
    assert made.strip(" .") == made
    assert 0 < len(made) < 140
