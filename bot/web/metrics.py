"""`/metrics`: the service in figures, as Prometheus reads them; no names, no texts."""

from collections.abc import Iterator, Mapping

from bot.store.figures import Figures

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's text form (its documentation, read 2026-11)."""


def text(figures: Figures, wrong: Mapping[str, str]) -> bytes:
    """The figures, and what is wrong now, as Prometheus reads them."""
    # imported late: most offices watch no figures
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
    from prometheus_client.registry import Collector

    class Service(Collector):
        def collect(self) -> Iterator[Metric]:
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
            troubles = "What is wrong now, as on /healthz."
            yield GaugeMetricFamily("nhacviec_troubles", troubles, len(wrong))

    registry = CollectorRegistry(auto_describe=False)
    registry.register(Service())
    return generate_latest(registry)
