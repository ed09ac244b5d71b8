"""How parameters may come, and what is no method at all."""

from __future__ import annotations

import httpx
import pytest

from tests.sandbox.conftest import LAN, TOKEN, Api, Control

PARAMS = {"chat_id": str(LAN), "text": "Chào + 100% & hết"}
PATH = f"/bot{TOKEN}/sendMessage"


def _ways(client: httpx.Client) -> dict[str, httpx.Response]:
    return {
        "json": client.post(PATH, json={**PARAMS, "chat_id": LAN}),
        "form": client.post(PATH, data=PARAMS),
        "multipart": client.post(PATH, data=PARAMS, files={"unused": ("a.txt", b"x")}),
        "query of a GET": client.get(PATH, params=PARAMS),
        "query of a POST": client.post(PATH, params=PARAMS),
        "query and form": client.post(PATH, params={"chat_id": LAN}, data={"text": PARAMS["text"]}),
        "any case": client.post(f"/bot{TOKEN}/SENDmessage", data=PARAMS),
    }


def test_parameters_come_as_json_form_multipart_or_query(control: Control) -> None:
    answers = {way: answer.json()["result"]["text"] for way, answer in _ways(control.http).items()}
    assert answers == dict.fromkeys(answers, PARAMS["text"])


def test_objects_may_come_as_json_within_a_form(control: Control) -> None:
    keyboard = '{"inline_keyboard":[[{"text":"a","callback_data":"1"}]]}'
    answer = control.http.post(PATH, data={**PARAMS, "reply_markup": keyboard}).json()
    assert answer["result"]["reply_markup"] == {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}


def test_an_unknown_method(control: Control) -> None:
    answer = control.http.post(f"/bot{TOKEN}/sendTelepathy")
    assert (answer.status_code, answer.json()) == (404, {"ok": False, "error_code": 404, "description": "Not Found"})


def test_an_unknown_token(control: Control) -> None:
    answer = control.http.post("/bot1:no/getMe")
    assert (answer.status_code, answer.json()) == (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})


def test_no_method_at_all(control: Control) -> None:
    assert control.http.get(f"/bot{TOKEN}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "body"), [("application/json", b"{"), ("application/x-www-form-urlencoded", b"text=\xff\xfe\x00")]
)
def test_a_body_that_cannot_be_read(control: Control, kind: str, body: bytes) -> None:
    answer = control.http.post(PATH, content=body, headers={"content-type": kind}).json()
    assert (answer["ok"], answer["error_code"]) == (False, 400)


def test_broken_json_in_a_parameter(api: Api) -> None:
    words = "Bad Request: can't parse reply keyboard markup JSON object"
    assert api.refusal("sendMessage", chat_id=LAN, text="a", reply_markup="{") == (400, words)
    words = "Bad Request: can't parse reply parameters JSON object"
    assert api.refusal("sendMessage", chat_id=LAN, text="a", reply_parameters="{") == (400, words)
