"""Figures for Prometheus: ids and counts only, never texts, tokens or names."""

from prometheus_client import Counter, Gauge, Histogram

STORED = Counter("giaoviec_updates_stored", "Updates stored (redelivered ones included)")
HANDLED = Counter("giaoviec_updates_handled", "Updates handled")
SENT = Counter("giaoviec_messages_sent", "Messages accepted by a platform", ["bot"])
REFUSED = Counter("giaoviec_messages_refused", "Sends that were not accepted", ["bot", "why"])
DEAD = Counter("giaoviec_dead_letters", "Rows that were given up", ["box"])
WAITING = Gauge("giaoviec_waiting", "Updates to be handled, messages that are due, jobs", ["box"])
BUCKETS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
REPLY_SECONDS = Histogram(
    "giaoviec_reply_seconds", "From an update kept to its answer kept, in seconds", buckets=BUCKETS
)
PLAN_MESSAGES = Gauge("giaoviec_plan_messages", "Messages of this month, as a plan counts them", ["bot", "direction"])
PLAN_LIMIT = Gauge("giaoviec_plan_limit", "Messages a month of a bot's plan; 0 without limit", ["bot"])
PLAN_PEOPLE = Gauge("giaoviec_plan_people", "People who have written to a bot with a plan", ["bot"])
PLAN_REFUSED = Gauge("giaoviec_plan_refused", "Is the bot resting because its plan is used up?", ["bot"])
