"""The index file: phrases and postings in one file that is mapped, not read.

Layout, in the machine's own byte order: a header of 64 bytes (magic, version, place, length
and checksum of the directory, length of the whole file); phrase after phrase (search text,
checksum of the rest, words with marks, record); posting after posting; the tables; last the
directory in JSON, which says where each table is. The tables' checksums are verified when the
file is opened, those of phrases and postings when they are read, so opening costs the same for
any size of postings and damage is never taken for an answer.

A posting is the set of phrases that hold a term. Rare ones are kept as a list of numbers,
others as a bit set, deflated where that helps; they all come out as one Python integer with
a bit for each phrase. Such integers are and-ed and or-ed at memory speed (100 000 phrases:
half a microsecond), which is what the whole search is built on.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal
from zlib import crc32

MAGIC = b"CCHCIDX" + sys.byteorder[:1].encode()
VERSION = 4
"""Raise it whenever the layout, the terms or the folding change: old files are then rebuilt."""

_HEADER = struct.Struct("=8sIIQQII24x")
_CHECK = struct.Struct("=I")
_LIST, _BITS, _DEFLATED = range(3)

LIST_SHARE = 16
"""A list of 4-byte numbers is used up to 1/16 of the bit set's size: beyond that, setting its
bits one by one costs more than inflating the set."""

CACHE_BYTES = 4 * 1024 * 1024
"""Bit sets kept from one key to the next; the words before the one being typed stay the same."""

TEXTS = 1024
"""Search texts kept: the shortlists of a word being typed are much the same at every key."""


class DamagedIndexError(Exception):
    """The index file is not whole; it must be built again."""


class IndexWriter:
    """Writes an index: first the phrases one by one, then `finish` with the postings."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = _HEADER.size
        self._starts, self._splits, self._checks = array("Q"), array("I"), array("I")
        self._records = array("I")
        out.write(bytes(_HEADER.size))

    def add(self, text: str, marked: str, record: bytes) -> None:
        """Adds one phrase: what is searched, its words with marks, the record given back."""
        data = text.encode()
        rest = marked.encode()
        self._records.append(len(data) + _CHECK.size + len(rest))
        rest += record
        self._starts.append(self._at)
        self._splits.append(len(data))
        self._checks.append(crc32(data))
        self._write(data + _CHECK.pack(crc32(rest)) + rest)

    def finish(
        self, postings: Iterable[tuple[str, bytes, int]], ids: Iterable[tuple[int, int]], meta: Any
    ) -> None:
        """Writes postings (term, `encode_posting` data, how many), ids and the header.

        Args:
            postings: Sorted by term.
            ids: Hash of the id and number of the phrase, sorted.
            meta: JSON-able data given back as `IndexFile.meta`.
        """
        self._starts.append(self._at)
        names, name_ends = bytearray(), array("Q")
        places, checks, counts = array("Q"), array("I"), array("I")
        for term, data, count in postings:
            names += term.encode()
            name_ends.append(len(names))
            places.append(self._at)
            checks.append(crc32(data))
            counts.append(count)
            self._write(data)
        places.append(self._at)
        keys, numbers = array("Q"), array("I")
        for key, number in ids:
            keys.append(key)
            numbers.append(number)
        tables: dict[str, Sequence[int]] = {
            "starts": self._starts, "splits": self._splits, "checks": self._checks,
            "records": self._records,
            "names": names, "name_ends": name_ends, "places": places,
            "posting_checks": checks, "counts": counts, "id_keys": keys, "id_numbers": numbers,
        }  # fmt: skip
        self._close(tables, meta)

    def _close(self, tables: dict[str, Any], meta: Any) -> None:
        where: dict[str, list[int]] = {}
        for name, table in tables.items():
            data = bytes(table)
            self._write(bytes(-self._at % 8))
            where[name] = [self._at, len(data), crc32(data)]
            self._write(data)
        directory = json.dumps({"tables": where, "meta": meta}, ensure_ascii=False).encode()
        at = self._at
        self._write(directory)
        self._out.seek(0)
        fields = (len(directory), at, self._at, crc32(directory))
        head = _HEADER.pack(MAGIC, VERSION, *fields, 0)
        self._out.write(head[:-28] + struct.pack("=I", crc32(head[:-28])) + head[-24:])

    def _write(self, data: bytes | bytearray) -> None:
        self._out.write(data)
        self._at += len(data)


def encode_posting(numbers: Sequence[int], size: int) -> bytes:
    """One posting as kept in the file.

    Args:
        numbers: Numbers of the phrases, each once, rising.
        size: How many phrases there are.
    """
    width = (size + 7) // 8
    if len(numbers) * 4 * LIST_SHARE <= width:
        return bytes([_LIST]) + struct.pack(f"={len(numbers)}I", *numbers)
    return encode_bits(set_bits(numbers, width))


def encode_bits(bits: bytes | bytearray) -> bytes:
    """One posting given as a bit set."""
    packed = zlib.compress(bits, 1)
    if len(packed) < len(bits) * 0.7:
        return bytes([_DEFLATED]) + packed
    return bytes([_BITS]) + bits


_BIT = tuple(1 << n for n in range(8))


def set_bits(numbers: Iterable[int], width: int) -> bytearray:
    """A bit set of `width` bytes with these bits set."""
    bits = bytearray(width)
    for number in numbers:
        bits[number >> 3] |= _BIT[number & 7]
    return bits


class IndexFile:
    """An index open for reading.

    Args:
        path: The file; it may be replaced while this one stays open.

    Raises:
        DamagedIndexError: The file is of another version, cut short or altered.
        OSError: The file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:
                raise DamagedIndexError(f"{path} is empty") from None
        self._attach(memoryview(self._map))

    @classmethod
    def from_bytes(cls, data: bytes) -> IndexFile:
        """An index held in memory, for where nothing can be written."""
        index = cls.__new__(cls)
        index._attach(memoryview(data))
        return index

    def _attach(self, view: memoryview) -> None:
        self._view = view
        self._cache: OrderedDict[int, int] = OrderedDict()
        self._texts: dict[int, str] = {}
        try:
            directory = self._directory()
            tables = directory["tables"]
            self.meta: Any = directory["meta"]
            self._starts = self._table(tables["starts"], "Q")
            self._splits = self._table(tables["splits"], "I")
            self._checks = self._table(tables["checks"], "I")
            self._records = self._table(tables["records"], "I")
            self._names = self._table(tables["names"], "B")
            self._name_ends = self._table(tables["name_ends"], "Q")
            self._places = self._table(tables["places"], "Q")
            self._posting_checks = self._table(tables["posting_checks"], "I")
            self._counts = self._table(tables["counts"], "I")
            self.id_keys = self._table(tables["id_keys"], "Q")
            self.id_numbers = self._table(tables["id_numbers"], "I")
        except (struct.error, ValueError, KeyError, TypeError, IndexError) as error:
            raise DamagedIndexError(str(error)) from None
        self.size = len(self._splits)
        self._cached = max(16, CACHE_BYTES * 8 // max(self.size, 1))

    def _directory(self) -> Any:
        magic, version, length, at, total, check, head_check = _HEADER.unpack_from(self._view)
        if magic != MAGIC or version != VERSION or total != len(self._view):
            raise DamagedIndexError("not an index of this version, or cut short")
        if crc32(self._view[: _HEADER.size - 28]) != head_check:
            raise DamagedIndexError("header altered")
        data = self._view[at : at + length]
        if crc32(data) != check:
            raise DamagedIndexError("directory altered")
        return json.loads(bytes(data))

    def _table(self, where: Sequence[int], kind: Literal["B", "I", "Q"]) -> memoryview[int]:
        at, length, check = where
        data = self._view[at : at + length]
        if crc32(data) != check:
            raise DamagedIndexError("table altered")
        return data.cast(kind)

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """The search texts of some phrases."""
        if len(self._texts) >= TEXTS:
            self._texts.clear()
        known = self._texts
        return [known.get(number) or self._text(number) for number in numbers]

    def _text(self, number: int) -> str:
        at = self._starts[number]
        data = self._view[at : at + self._splits[number]]
        if crc32(data) != self._checks[number]:
            raise DamagedIndexError(f"search text of phrase {number} altered")
        text = self._texts[number] = str(data, "utf-8")
        return text

    def marked(self, number: int) -> str:
        """The words of a phrase with their marks."""
        start = self._splits[number] + _CHECK.size
        return str(self._rest(number)[: self._records[number] - start], "utf-8")

    def record(self, number: int) -> bytes:
        """The record of a phrase."""
        start = self._splits[number] + _CHECK.size
        return bytes(self._rest(number)[self._records[number] - start :])

    def _rest(self, number: int) -> memoryview:
        data = self._view[self._starts[number] + self._splits[number] : self._starts[number + 1]]
        rest = data[_CHECK.size :]
        if crc32(rest) != _CHECK.unpack_from(data)[0]:
            raise DamagedIndexError(f"phrase {number} altered")
        return rest

    def numbers_of(self, key: int) -> Iterator[int]:
        """Numbers of the phrases whose id has this hash."""
        at = bisect_left(self.id_keys, key)
        while at < len(self.id_keys) and self.id_keys[at] == key:
            yield self.id_numbers[at]
            at += 1

    def __len__(self) -> int:
        return len(self._counts)

    def __getitem__(self, at: int) -> bytes:
        return bytes(self._names[self._name_ends[at - 1] if at else 0 : self._name_ends[at]])

    def find(self, term: str) -> int:
        """The place of a term; -1 if there is none."""
        key = term.encode()
        at = bisect_left(self, key)
        return at if at < len(self) and self[at] == key else -1

    def starting(self, prefix: str, most: int) -> list[int]:
        """The places of up to `most` terms that begin with `prefix`."""
        key = prefix.encode()
        at = bisect_left(self, key)
        found: list[int] = []
        while at < len(self) and len(found) < most and self[at].startswith(key):
            found.append(at)
            at += 1
        return found

    def count(self, place: int) -> int:
        """How many phrases hold the term at a place."""
        return int(self._counts[place])

    def bits(self, place: int) -> int:
        """The phrases that hold the term at a place, one bit each; none at -1."""
        if place < 0:
            return 0
        cached = self._cache.get(place)
        if cached is not None:
            self._cache.move_to_end(place)
            return cached
        found = self._read_bits(place)
        self._cache[place] = found
        if len(self._cache) > self._cached:
            self._cache.popitem(last=False)
        return found

    def _read_bits(self, place: int) -> int:
        data = self._view[self._places[place] : self._places[place + 1]]
        if crc32(data) != self._posting_checks[place]:
            raise DamagedIndexError(f"posting {place} altered")
        if data[0] == _LIST:
            numbers = struct.unpack(f"={(len(data) - 1) // 4}I", data[1:])
            return int.from_bytes(set_bits(numbers, numbers[-1] // 8 + 1), "little")
        bits = zlib.decompress(data[1:]) if data[0] == _DEFLATED else data[1:]
        return int.from_bytes(bits, "little")
