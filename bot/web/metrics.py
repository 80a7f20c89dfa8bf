"""`/metrics`: the service in figures, as Prometheus reads them; no names, no texts."""

from collections.abc import Iterator, Mapping

from bot.store.figures import Figures

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's text form (its documentation, read 2026-11)."""


def text(figures: Figures | None, wrong: Mapping[str, str]) -> bytes:
    """The figures, and what is wrong now, as Prometheus reads them.

    Without figures, when the database does not answer, what is wrong is told all the same.
    """
    # imported late: most offices watch no figures
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
    from prometheus_client.registry import Collector

    class Service(Collector):
        def collect(self) -> Iterator[Metric]:
            if figures is not None:
                yield from self.counts(figures)
                yield from self.channels(figures)
            troubles = "What is wrong now, as on /healthz."
            yield GaugeMetricFamily("nhacviec_troubles", troubles, len(wrong))

        def counts(self, figures: Figures) -> Iterator[Metric]:
            promises = GaugeMetricFamily("nhacviec_promises", "Promises by fate.", labels=["fate"])
            for fate, n in figures.promises.items():
                promises.add_metric([fate], n)
            yield promises
            attempts = CounterMetricFamily(
                "nhacviec_attempts", "Messages tried.", labels=["channel", "outcome"]
            )
            for labels, n in figures.attempts.items():
                attempts.add_metric(list(labels), n)
            yield attempts
            waiting = "Updates kept and not handled yet."
            yield GaugeMetricFamily("nhacviec_waiting_updates", waiting, figures.waiting_updates)

        def channels(self, figures: Figures) -> Iterator[Metric]:
            messages = GaugeMetricFamily(
                "nhacviec_month_messages", "Messages of the month.", labels=["channel"]
            )
            cost = GaugeMetricFamily(
                "nhacviec_month_cost_dong", "What they cost, in dong.", labels=["channel"]
            )
            last = GaugeMetricFamily(
                "nhacviec_last_sent_seconds", "When a message last arrived.", labels=["channel"]
            )
            for channel, spent in figures.spent.items():
                messages.add_metric([channel], spent.messages)
                cost.add_metric([channel], spent.cost)
            for channel, at in figures.last_sent.items():
                last.add_metric([channel], at.timestamp())
            yield from (messages, cost, last)

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Service())
    return generate_latest(registry)
