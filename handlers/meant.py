"""What was meant, as the arguments of a choice keep it: JSON and back."""

from datetime import date
from decimal import Decimal
from typing import Any

from rules.attainment import Certainty
from rules.replies import Action, Done, Extend, Increase, NoChange, Note, Share, Stuck, Value

Kept = dict[str, Any]


def keep(action: Action) -> Kept:
    """An action as JSON; `unkeep` gives it back."""
    match action:
        case Value(amount=amount, unit=unit, certainty=certainty):
            return {"is": "value", "amount": str(amount), "unit": unit, "certainty": certainty.value}
        case Increase(amount=amount, unit=unit):
            return {"is": "increase", "amount": str(amount), "unit": unit}
        case Share(percent=percent):
            return {"is": "share", "amount": str(percent)}
        case Stuck(text=text):
            return {"is": "stuck", "text": text}
        case Note(text=text):
            return {"is": "note", "text": text}
        case Extend(deadline=deadline, reason=reason):
            return {"is": "extend", "day": deadline.isoformat(), "text": reason}
        case NoChange(note=note):
            return {"is": "no_change", "text": note}
        case Done():
            return {"is": "done"}
        case _:
            raise ValueError(f"{type(action).__name__} is nothing to be confirmed")


def unkeep(kept: Kept) -> Action:
    match kept["is"]:
        case "value":
            return Value(Decimal(kept["amount"]), kept["unit"], Certainty(kept.get("certainty", Certainty.ACTUAL)))
        case "increase":
            return Increase(Decimal(kept["amount"]), kept["unit"])
        case "share":
            return Share(Decimal(kept["amount"]))
        case "stuck":
            return Stuck(kept["text"])
        case "note":
            return Note(kept["text"])
        case "extend":
            return Extend(date.fromisoformat(kept["day"]), kept["text"])
        case "no_change":
            return NoChange(kept["text"])
        case _:
            return Done()
