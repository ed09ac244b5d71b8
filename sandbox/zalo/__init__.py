"""A stand-in for the Zalo Bot API, in the same world and on the same port as the one for Telegram.

Bots under test call `/zalo/bot<token>/<method>`; people use the phones' API. Whoever drives a test uses

- `POST /control/scene` – bots with `"platform": "zalo"`, see `sandbox/scene.py`;
- `GET /control/zalo` – each bot's settings, quota, webhook, what waits, and the platform's ids by the world's;
- `POST /control/zalo {"bot"?, …}` – any of `settings.Settings`, `faults` (`faults.Fault`), `quota_used`;
- `POST /control/zalo/inject {"bot", "update"} | {"bot", "body", "secret"?}` – events that no phone can cause;
- `POST /control/members` – people and bots come to a group and leave it;
- `GET /control/log` – entries with `"platform": "zalo"`: call, queued, delivered, lost, send, swallowed, refused, fault,
  media, photo_fetch, black_box.
"""
