"""Parts of documents."""

from exeunt.documents.parts import (
    printable,
)


def test_signs_that_no_document_takes_are_dropped():
    assert printable("a\x00b\x0bc\ud800d\ufffee") == "abcde"
    assert printable("tab\there\nnewline é 🚚") == "tab\there\nnewline é 🚚"
