"""Entries and clusters of entries as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from timeline.boxes import BoxField
from timeline.cards import event_url, revision_url
from timeline.clusters import DEEPEST, Cluster, Clusters
from timeline.counting.narrowing import Counted
from timeline.filters import Question, TimelineFilters
from timeline.models import Entry

_PAGE = 200
_LONGEST_NAME = 60  # characters; with more, a hundred clusters would not be a small answer


class ClusterFilters(TimelineFilters):
    """The timeline's parameters, and what part of a map they are asked for."""

    cluster = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=DEEPEST,
        error_messages={"invalid": f"The zoom of a map is a whole number from 0 to {DEEPEST}."},
    )
    window = BoxField(required=False, max_length=120, may_be_off=False)

    def clean(self) -> dict[str, Any]:
        """A window without a zoom asks for nothing; clusters have no pages."""
        values = super().clean()
        if values.get("window") and values.get("cluster") is None:
            self.add_error("window", "“window” is the part of a map that clusters are asked for: give “cluster” too.")
        if values.get("cursor") and values.get("cluster") is not None:
            self.add_error("cursor", "Clusters have no pages. Leave “cursor” out.")
        return values


def clusters_document(form: ClusterFilters) -> dict[str, Any]:
    """What a map shows at a zoom; at most some 40 kB, however many entries there are."""
    found = Clusters(Counted(form.question()))
    spread = found.spread
    clusters = found.at(form.cleaned_data["cluster"], form.cleaned_data["window"])
    return {
        "type": "FeatureCollection",
        "on_map": spread.on_map,
        "in_country": spread.in_country,
        "nowhere": spread.nowhere,
        "countries": found.countries,
        "features": [_cluster_feature(cluster) for cluster in clusters],
    }


def _cluster_feature(cluster: Cluster) -> dict[str, Any]:
    properties = {"count": cluster.count, "verdicts": cluster.verdicts, "area": cluster.is_area}
    if cluster.place:
        name = cluster.name
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        said = {"place": cluster.place, "name": short, "precision": cluster.precision}
        properties |= {**said, "within_km": cluster.within_km}
    return {
        "type": "Feature",
        "bbox": [float(edge) for edge in cluster.box.parameter.split(",")],
        "geometry": _point(cluster.longitude, cluster.latitude),
        "properties": properties,
    }


def entries_document(question: Question, request: HttpRequest) -> dict[str, Any]:
    """A page of entries in the order asked for; `next` is the address of the one after it."""
    entries, further = question.rows(_PAGE)
    site = request.build_absolute_uri("/").rstrip("/")
    link = revision_url if question.as_of else event_url
    document = {
        "type": "FeatureCollection",
        "features": [_entry_feature(one, f"{site}{link(one)}") for one in entries],
    }
    if further:
        parameters = request.GET.copy()
        parameters["cursor"] = str(further)
        document["next"] = f"{site}{request.path}?{parameters.urlencode()}"
    return document


def _entry_feature(entry: Entry, url: str) -> dict[str, Any]:
    on_map = entry.latitude is not None and entry.longitude is not None
    return {
        "type": "Feature",
        "id": entry.event_id,
        # "unlocated" is what the standard calls a feature without a point (section 3.2).
        "geometry": _point(entry.longitude or 0.0, entry.latitude or 0.0) if on_map else None,
        "properties": {
            "title": entry.title,
            "url": url,
            "date": entry.occurred_edtf,
            "type": entry.type,
            "verdict": entry.verdict,
            "revision": entry.revision,
            "published": f"{entry.known_at:%Y-%m-%dT%H:%M:%SZ}",
            "place": entry.place_name,
            "precision": entry.place_precision,
            "country": entry.place_country,
            "actors": [actor["name"] for actor in entry.actors],
        },
    }


def _point(longitude: float, latitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
