"""The one error that is said to a person."""


class UserError(Exception):
    """Something the speaker can put right. `message_id` is an English sentence of the catalogue, `args_` fills its
    placeholders; whoever shows it translates first (rules and services never touch the catalogues).

    `UserError("Task {code} is closed already.", code="NV-12")`
    """

    def __init__(self, message_id: str, **args_: object) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.args_: dict[str, object] = args_

    def __str__(self) -> str:
        return self.message_id.format_map(self.args_)

    def __repr__(self) -> str:
        shown = "".join(f", {name}={value!r}" for name, value in self.args_.items())
        return f"UserError({self.message_id!r}{shown})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserError) and (self.message_id, self.args_) == (other.message_id, other.args_)

    def __hash__(self) -> int:
        return hash((self.message_id, tuple(sorted(self.args_))))
