"""The measurements of `reference/zalo-bot-api.md`, section 13: what the live platform really does.

Nothing here is sent to anybody but the operator's own chat, and only where the operator names it. What arrives while we ask is
stored like any update, so that no leader's message is lost. Answers are printed without the token (the wire takes it out).
"""
