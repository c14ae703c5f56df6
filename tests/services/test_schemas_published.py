from __future__ import annotations

from dataclasses import fields

from cchc_tui.domain.agencies import Agency, Signer
from cchc_tui.domain.windows import WindowRule
from cchc_tui.interview.kinds import Kind, Library, LibrarySection, Question, QuestionType
from cchc_tui.interview.kinds import SectionNode as Node
from cchc_tui.phrases.bank import TOP_KEYS
from cchc_tui.phrases.phrase import PHRASE_KEYS
from cchc_tui.services.schemas import agency_schema, all_schemas, answers_schema, phrase_schema


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_the_agency_schema_has_exactly_the_keys_of_an_agency() -> None:
    properties = agency_schema()["properties"]
    assert set(properties) == names(Agency) | {"schema"}
    assert set(properties["signer"]["properties"]) == names(Signer)
    assert set(properties["windows"]["properties"]["Q"]["properties"]) == names(WindowRule)


def test_the_phrase_schema_has_exactly_the_keys_that_a_bank_may_use() -> None:
    properties = phrase_schema()["properties"]
    assert set(properties) == set(TOP_KEYS)
    assert set(properties["phrase"]["items"]["properties"]) == set(PHRASE_KEYS)


def test_every_schema_names_its_draft_and_takes_no_strangers() -> None:
    for name, schema in all_schemas().items():
        assert schema["$schema"].startswith("https://json-schema.org/"), name
        assert schema["additionalProperties"] is False, name


def test_an_answer_file_of_a_kind_takes_its_questions_and_the_states() -> None:
    asked = [Question(f"q_{type_}", type_, "Hỏi?") for type_ in QuestionType]
    hidden = Question("q_khac", QuestionType.TEXT, "Hỏi?")
    section = LibrarySection("s", "S", "", (*asked, hidden))
    node = Node("s", use="s", questions=tuple(question.id for question in asked))
    kind = Kind("k", "K", "", (), (node,))
    schema = answers_schema(Library({"k": kind}, {"s": section}), kind)
    assert set(schema["properties"]) == {question.id for question in asked}
    for answer in schema["properties"].values():
        assert set(answer["anyOf"][-1]["properties"]) >= {"nothing", "not_applicable", "clerk"}
