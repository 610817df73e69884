"""A question is read from an address and written into one."""

from django.http import QueryDict

from cms.register.public.questions import Order, Question


def asked(query: str) -> Question:
    return Question.asked(QueryDict(query))


def test_a_question_survives_being_written_and_read() -> None:
    question = Question("Beitrag & Leistung", (("unit", "it"), ("unit", "hr"), ("legal_basis", "x")), Order.NAME)
    assert asked(question.query().removeprefix("?")) == question


def test_everything_has_the_plain_address() -> None:
    assert Question().query() == ""
    assert Question().query(page=3) == "?page=3"


def test_a_part_of_a_question_can_be_taken_back() -> None:
    question = asked("q=post&unit=it&unit=hr&sort=changed")
    assert question.without("unit", "it") == asked("q=post&unit=hr&sort=changed")
    assert question.without_text() == asked("unit=it&unit=hr&sort=changed")


def test_whatever_stands_in_an_address_is_a_question() -> None:
    assert asked("q=%00%00&sort=nonsense&unit=&foo=bar") == Question()
    assert len(asked(f"q={'a' * 10_000}").text) == 200
    assert len(asked("&".join(f"unit={n}" for n in range(1000))).chosen) == 50
    assert asked("unit=it&unit=it").chosen == (("unit", "it"),)
