"""A browser's tab on the desk: forms are sent as a browser sends them, and htmx works as its attributes say."""

import re
from copy import deepcopy
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client

from tests.pages import of_class, outline, parse, words

# What base.html tells htmx to swap.
SWAPPED = re.compile(r"[23]..|400|409|422")


def values_of(form, button=None):
    """What a browser would send of a form, by name."""
    sent = {}
    for one in form.xpath(".//input | .//select | .//textarea"):
        name, kind = one.get("name"), one.get("type", "text")
        if not name or one.get("disabled") is not None or kind in {"submit", "button"}:
            continue
        if one.tag == "select":
            options = list(one.iter("option"))
            chosen = next((o for o in options if "selected" in o.attrib), options[0] if options else None)
            if chosen is not None:
                sent[name] = chosen.get("value", chosen.text)
        elif one.tag == "textarea":
            sent[name] = typed_in(one).replace("\n", "\r\n")
        elif kind not in {"checkbox", "radio"} or "checked" in one.attrib:
            sent[name] = one.get("value", "")
    if button is not None and button.get("name"):
        sent[button.get("name")] = button.get("value", "")
    return sent


def typed_in(control):
    """What a text field holds."""
    if control.tag != "textarea":
        return control.get("value", "")
    held = (control.text or "").replace("\r\n", "\n")
    return held.removeprefix("\n")  # a browser leaves out the line break after the tag


class Tab:
    """One page in one browser."""

    def __init__(self, client: Client, url: str) -> None:
        self.client = client
        self.visit(url)

    def visit(self, url, status=200):
        self.url = urljoin(getattr(self, "url", ""), url)
        return self._loaded(self.client.get(self.url), status)

    def _loaded(self, response, status):
        if getattr(response, "redirect_chain", None):
            self.url = urljoin(self.url, response.redirect_chain[-1][0])
        assert response.status_code == status, (response.status_code, self.url)
        self.status, self.response, self.root = response.status_code, response, parse(response)
        return self

    # ---- finding ----

    def by_id(self, name):
        return self.root.get_element_by_id(name)

    def has(self, name):
        return bool(self.root.xpath("//*[@id=$name]", name=name))

    def button(self, text, inside=None):
        """The one button or link that begins with these words, but for the name of who is there."""
        inside = self.root if inside is None else inside
        all_of_them = inside.xpath("(.//button | .//a)[not(contains(@class, 'masthead-name'))]")
        found = [one for one in all_of_them if words(one).startswith(text)]
        assert len(found) == 1, (text, [words(one) for one in all_of_them])
        return found[0]

    def form_to(self, path):
        """The one form that is sent there."""
        forms = self.root.xpath("//form[not(@method='dialog')]")
        found = [form for form in forms if urlsplit(urljoin(self.url, form.get("action") or "")).path == path]
        assert len(found) == 1, (path, [form.get("action") for form in self.root.iter("form")])
        return found[0]

    def says(self, name="main"):
        """The words of an element."""
        return words(self.by_id(name))

    @property
    def alerts(self):
        """What the page warns of."""
        return [words(one) for one in self.root.xpath("//*[@role='alert'] | //ul[@class='errorlist']")]

    # ---- without htmx ----

    def send(self, form, values=None, *, button=None, status=200):
        """Send a form and go where the answer leads."""
        sent = values_of(form, button) | (values or {})
        own = button.get("formaction") if button is not None else None
        url = urljoin(self.url, own or form.get("action") or "")
        if form.get("method", "get").lower() == "post":
            self.url = url
            return self._loaded(self.client.post(url, sent, follow=True), status)
        return self.visit(f"{url.partition('#')[0].partition('?')[0]}?{urlencode(sent)}", status)

    # ---- with htmx ----

    def press(self, element, values=None, *, status=200):
        """Let htmx ask what an element asks for, and swap the answer in."""
        verb = "post" if element.get("hx-post") else "get"
        url = urljoin(self.url, element.get(f"hx-{verb}"))
        sent = {}
        if element.tag == "form" or verb == "post":  # a GET sends its form only where the form itself asks
            (form,) = element.xpath("ancestor-or-self::form")
            sent = values_of(form, element if element.tag == "button" else None)
        sent |= values or {}
        headers = {"HX-Request": "true", "HX-Current-URL": self.url}
        ask = self.client.post if verb == "post" else self.client.get
        response = ask(url, sent, headers=headers)
        assert response.status_code == status, (response.status_code, url)
        self.status, self.response = response.status_code, response
        if response.headers.get("HX-Refresh") == "true":
            return self.visit(self.url)
        happened = response.headers.get("HX-Trigger", "").split(", ")
        if response.status_code != 204 and SWAPPED.fullmatch(str(response.status_code)):
            self._swap(response, element)
        if _inherited(element, "hx-push-url") == "true":
            self.url = url
        for name in filter(None, happened):
            for listening in self.root.xpath(f"//*[@hx-trigger='{name} from:body']"):
                self.press(listening)
        return self

    def _swap(self, response, element):
        style = _inherited(element, "hx-swap") or "innerHTML"
        target = self._target(element)
        # As htmx does, in a template: a part of a page that may stand outside its parent.
        body = parse(response).find("body")
        fragment = list(body) if body is not None else []
        for one in [found for top in fragment for found in top.iter() if _is_oob(found)]:
            kind, _, selector = one.attrib.pop("hx-swap-oob").partition(":")
            places = self._all(selector or f"#{one.get('id')}")
            assert places, f"htmx finds no {selector or one.get('id')}, which is an error in the console"
            for place in places:
                if kind in {"true", "outerHTML"}:
                    _put(place, [deepcopy(one)], "outerHTML")
                else:
                    _put(place, [deepcopy(child) for child in one], kind)
            if one in fragment:
                fragment.remove(one)
            else:
                one.getparent().remove(one)
        if style != "none":
            _put(target, [deepcopy(one) for one in fragment], style)

    def _all(self, selector):
        """What a selector means, in as much of CSS as the desk's templates use: `#id` and `.class[name='value']`."""
        if selector.startswith("#"):
            return self.root.xpath("//*[@id=$name]", name=selector[1:])
        name, attribute, value = re.fullmatch(r"\.([\w-]+)\[([\w-]+)='([^']*)'\]", selector).groups()
        return [one for one in of_class(self.root, name) if one.get(attribute) == value]

    def _target(self, element):
        asked = element.xpath("ancestor-or-self::*[@hx-target]")
        wanted = asked[-1].get("hx-target") if asked else "this"
        if wanted == "this":
            return asked[-1] if asked else element
        if wanted.startswith("#"):
            return self.by_id(wanted[1:])
        kind, _, name = wanted.partition(" .")
        assert kind == "closest", wanted
        return next(one for one in (element, *element.iterancestors()) if name in one.get("class", "").split())

    def assert_same_as_reload(self):
        """What stands in the tab is what a fresh load of its address shows."""
        fresh = parse(self.client.get(self.url))
        assert _lines(self.root) == _lines(fresh)


def _is_oob(element):
    return isinstance(element.tag, str) and element.get("hx-swap-oob") is not None


def _inherited(element, name):
    found = element.xpath(f"ancestor-or-self::*[@{name}]")
    return found[-1].get(name) if found else None


def _put(place, new, style):
    if style == "innerHTML":
        place.text = None
        place[:] = new
    elif style == "beforeend":
        place.extend(new)
    elif style in {"outerHTML", "beforebegin", "delete"}:
        parent, at = place.getparent(), place.getparent().index(place)
        if style != "beforebegin":
            tail = place.tail
            parent.remove(place)
            if new and style == "outerHTML":
                new[-1].tail = tail
        if style != "delete":
            for number, one in enumerate(new):
                parent.insert(at + number, one)
    else:
        raise AssertionError(style)


def _lines(root):
    root = deepcopy(root)
    for token in root.xpath("//input[@name='csrfmiddlewaretoken' or @name='once']"):
        token.set("value", "…")
    for told in root.xpath("//*[@hx-headers]"):
        told.set("hx-headers", "…")
    return outline(root)
