"""The HTTP side: addresses, forms of a request, the envelope, and what an error looks like."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox_zalo.conftest import FIRST, LAN, NAME, ONE, TELEGRAM, Api, Control

UNAUTHORIZED = {"ok": False, "description": "Unauthorized", "error_code": 401}


def test_a_bot_presents_itself(api: Api) -> None:
    me = api.result("getMe")
    assert (len(me["id"]), me["id"].isdigit()) == (19, True)
    del me["id"]
    assert me == {"account_name": FIRST, "account_type": "BASIC", "can_join_groups": True, "display_name": NAME}


def test_a_documented_bot_has_no_display_name_and_may_not_join_groups(api: Api, control: Control) -> None:
    control.zalo(display_name=False, can_join_groups=False)
    assert set(api.result("getMe")) == {"id", "account_name", "account_type", "can_join_groups"}
    assert api.result("getMe")["can_join_groups"] is False


def test_zalo_and_telegram_bots_share_a_server_and_are_told_apart_by_token(control: Control) -> None:
    assert Api(control.http, ONE, "").result("getMe")["account_name"] == FIRST
    assert control.http.get(f"/bot{TELEGRAM}/getMe").json()["result"]["username"] == "giaoviec_bot"
    assert control.http.get(f"/zalo/bot{TELEGRAM}/getMe").json() == UNAUTHORIZED


@pytest.mark.parametrize("method", ["getMe", "getUpdates", "sendMessage"])
def test_a_bad_token_is_a_401_in_a_200(control: Control, method: str) -> None:
    assert Api(control.http, "9:nobody")(method) == (200, UNAUTHORIZED)


def test_a_token_can_be_reset_while_the_bot_runs(api: Api, control: Control) -> None:
    control.zalo(token_ok=False)
    assert api("getMe") == (200, UNAUTHORIZED)
    control.zalo(token_ok=True)
    assert api("getMe")[1]["ok"] is True


@pytest.mark.parametrize("method", ["getChat", "getme", "editMessageText", ""])
def test_what_is_no_method_is_not_found(api: Api, method: str) -> None:
    assert api(method) == (404, {"ok": False, "description": "Not Found", "error_code": 404})


@pytest.mark.parametrize("form", ["json", "data", "params", "files"])
def test_parameters_come_in_every_form(api: Api, control: Control, form: str) -> None:
    given: dict[str, Any] = {"chat_id": control.wire_id(LAN), "text": "Xin chào"}
    if form == "files":
        given = {name: (None, value) for name, value in given.items()}
    answer = control.http.post(f"{api.path}/sendMessage", **{form: given})
    assert answer.json()["ok"] is True


def test_get_works_as_well(api: Api, control: Control) -> None:
    answer = control.http.get(f"{api.path}/sendMessage", params={"chat_id": control.wire_id(LAN), "text": "a"})
    assert answer.json()["ok"] is True


def test_a_body_that_is_no_json_is_refused(api: Api, control: Control) -> None:
    headers = {"Content-Type": "application/json"}
    answer = control.http.post(f"{api.path}/sendMessage", content=b"{", headers=headers)
    assert (answer.status_code, answer.json()["error_code"]) == (200, 400)


def test_an_error_stands_in_the_body_or_in_the_status_too(api: Api, control: Control) -> None:
    expected = {"ok": False, "description": "Bad request: chat_id is required", "error_code": 400}
    assert api("sendMessage", text="a") == (200, expected)
    control.zalo(errors_as="status")
    assert api("sendMessage", text="a") == (400, expected)


def test_a_success_may_carry_a_code(api: Api, control: Control) -> None:
    control.zalo(success_code=True)
    assert api("sendChatAction", chat_id=control.wire_id(LAN), action="typing") == (200, {"ok": True, "error_code": 0})
    assert api("getMe")[1]["error_code"] == 0


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"no_such": 1}, "no such switch: no_such"),
        ({"delivery": "sometimes"}, "delivery: 'sometimes' is not one of"),
        ({"idle_hold": "long"}, "idle_hold: 'long' is not one of"),
        ({"token_ok": 1}, "token_ok: 1 is not one of"),
        ({"bot": "bot.Ba"}, "no such Zalo bot: bot.Ba"),
        ({"faults": [{"kind": "418"}]}, "kind is one of"),
        ({"faults": {}}, "faults is a list"),
    ],
)
def test_a_switch_that_does_not_exist_is_refused_and_changes_nothing(
    control: Control, given: dict[str, Any], words: str
) -> None:
    before = control.http.get("/control/zalo").json()
    assert words in control.refused("/control/zalo", {"quota_used": 7, "success_code": True, **given})
    assert control.http.get("/control/zalo").json() == before


def test_a_switch_without_a_bot_is_meant_for_all(control: Control) -> None:
    bots = control.post("/control/zalo", {"idle_hold": 0.5, "quota": None, "media_life": 2})["bots"]
    assert [bot["settings"]["idle_hold"] for bot in bots.values()] == [0.5, 0.5]
    assert [bot["quota"]["limit"] for bot in bots.values()] == [None, None]


@pytest.mark.parametrize("token", ["abc:secret", "123", "123:"])
def test_a_token_of_another_form_is_no_zalo_token(control: Control, token: str) -> None:
    scene = {"bots": [{"platform": "zalo", "token": token, "username": "bot.X", "name": "Bot X"}]}
    assert "numeric:secret" in control.refused("/control/scene", scene)


def test_every_call_stands_in_the_log(api: Api, control: Control) -> None:
    api("getMe")
    api("sendMessage", chat_id="x")
    called = [(entry["platform"], entry["bot"], entry["method"]) for entry in control.log("call")]
    assert called == [("zalo", FIRST, "getme"), ("zalo", FIRST, "sendmessage")]
