"""The kinds of value a case file holds."""

import pytest
from pydantic_core import PydanticCustomError

from asylum_packet.case.values import read_a_number


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("212345678", "212345678"),
        ("12345678", "012345678"),
        ("212-345-678", "212345678"),
        ("12-345-678", "012345678"),
        ("A212 345 678", "212345678"),
        (" a# 212.345.678 ", "212345678"),
        ("A-212-345-678", "212345678"),
        ("#12345678", "012345678"),
        ("000-000-001", "000000001"),
    ],
)
def test_an_a_number_is_read_as_nine_digits(typed, digits):
    assert read_a_number(typed) == digits


@pytest.mark.parametrize(
    "typed",
    [
        *("212-345-67", "2123456", "A2123456", "2-345-678", "21-2345-678"),
        *("212-34-5678", "2123-45-678", "212-345-6789", "2123456789", "212-345678"),
    ],
)
def test_an_a_number_with_a_digit_too_few_or_too_many_is_refused(typed):
    with pytest.raises(PydanticCustomError, match="a digit is missing or too many"):
        read_a_number(typed)


@pytest.mark.parametrize(
    "typed", ["000-000-000", "00000000", "12", "A", "B212345678", "212-345-67x", "٢١٢٣٤٥٦٧٨"]
)
def test_what_is_no_a_number_is_refused(typed):
    with pytest.raises(PydanticCustomError, match=r"not an A-number$"):
        read_a_number(typed)
