from rules.errors import UserError


def test_an_error_carries_its_sentence_and_arguments() -> None:
    error = UserError("Task {code} is closed already.", code="NV-12")
    assert (error.message_id, error.args_) == ("Task {code} is closed already.", {"code": "NV-12"})
    assert str(error) == "Task NV-12 is closed already."
    assert repr(error) == "UserError('Task {code} is closed already.', code='NV-12')"


def test_equal_errors_are_equal_and_hash_alike() -> None:
    one, same = (UserError("Late by {days}.", days=[2]) for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != UserError("Late by {days}.", days=[3])
