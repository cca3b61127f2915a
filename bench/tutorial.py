"""The list that a tutorial on Django ends with: a ListView with a paginator; its own addresses and template."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.generic import ListView

from timeline.models import Entry

_TEMPLATE = """<!DOCTYPE html><html lang="en"><head><title>Events</title></head><body>
<p>{{ paginator.count }} events</p>
{% for event in page_obj %}
  <article><h3><a href="{% url "event" event.pk %}">{{ event.title }}</a></h3>
    <p>{{ event.occurred|date:"j F Y, H:i" }} · {{ event.place_name }}</p>
    <p>{{ event.get_type_display }} · {{ event.get_verdict_display }}</p>
    <p>{{ event.summary }}</p>
    <ul>{% for statement in event.statements.all %}
      <li>{{ statement.text }} <q>{{ statement.quote }}</q> {{ statement.get_verdict_display }}</li>
    {% endfor %}</ul>
    <ul>{% for link in event.entry_actors.all %}<li>{{ link.actor.name }}</li>{% endfor %}</ul>
  </article>
{% endfor %}
<p>{% if page_obj.has_previous %}<a href="?page={{ page_obj.previous_page_number }}">previous</a>{% endif %}
Page {{ page_obj.number }} of {{ paginator.num_pages }}
{% if page_obj.has_next %}<a href="?page={{ page_obj.next_page_number }}">next</a>{% endif %}</p>
</body></html>"""


class Events(ListView[Entry]):
    queryset = Entry.objects.filter(superseded_at=None).order_by("-occurred")
    paginate_by = 50

    def render_to_response(self, context: dict[str, Any], **_: Any) -> HttpResponse:
        """Its template is a string here, and otherwise as anybody's."""
        return HttpResponse(engines["django"].from_string(_TEMPLATE).render(context, self.request))


def _event(_request: Any, pk: int) -> HttpResponse:
    return HttpResponse(str(pk))


urlpatterns = [path("", Events.as_view()), path("events/<int:pk>/", _event, name="event")]
