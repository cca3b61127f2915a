// The map that moves, in the place of the picture: the same clusters, asked for where one looks. A module, as is what it
// imports (Leaflet, which calls itself `L`): they run once, even where htmx puts a page back with all of its scripts.
const SVG = "http://www.w3.org/2000/svg";
const HATCHED = { fillColor: "url(#hatch)", fillOpacity: 1, interactive: false };
let map, marks, outlines, asked, said;

function drawn(tag, attributes, inside = []) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

const compact = new Intl.NumberFormat("en", { notation: "compact" });
const source = () => document.getElementById("map-source");
const button = () => document.getElementById("map-search");
const turned = (longitude) => longitude + 360 * Math.round((map.getCenter().lng - longitude) / 360);  // of all copies the one in view
const lang = document.documentElement.lang, rules = new Intl.PluralRules(lang);
const words = () => (said ??= JSON.parse(document.getElementById("map").dataset.words));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const plural = (forms, number) => fill(forms[rules.select(number)], { number: number.toLocaleString(lang) });
const counted = (verdicts) => Object.entries(verdicts).map(([verdict, number]) => `${number.toLocaleString(lang)} ${words().verdicts[verdict]}`).join(", ");

/** What is looked at, as the parameters have it. */
function box(bounds) {
  const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
  const sides = east - west >= 360 ? [-180, 180] : [west, east].map((longitude) => L.Util.wrapNum(longitude, [-180, 180]));
  return [sides[0], Math.max(-90, south), sides[1], Math.min(90, north)].map((edge) => edge.toFixed(4)).join(",");
}

function here(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ cursor: "", ...changes })) value ? url.searchParams.set(name, value) : url.searchParams.delete(name);
  return url.pathname + url.search;
}

function label(number, className, size) {
  const text = drawn("text", { class: className, x: size / 2, y: size / 2, dy: "0.35em", "text-anchor": "middle" }, [compact.format(number).replace("K", "k")]);
  return L.divIcon({ className: "map-mark", iconSize: [size, size], html: drawn("svg", { width: size, height: size, "aria-hidden": "true" }, [text]) });
}

function disc({ count, verdicts }) {
  const radius = 11 + 4 * Math.log10(count);
  const icon = label(count, "map-count", 2 * Math.max(22, radius + 6));
  const middle = icon.options.iconSize[0] / 2;
  const rim = drawn("g", { transform: `translate(${middle} ${middle}) rotate(-90)` }, [drawn("circle", { class: "map-disc", r: radius })]);
  let start = 0;
  for (const [verdict, number] of Object.entries(verdicts)) {
    const share = (100 * number) / count;
    rim.append(drawn("circle", { class: `map-arc arc-${verdict}`, r: radius, pathLength: 100, "stroke-dasharray": `${share} 100`, "stroke-dashoffset": -start }));
    start += share;
  }
  icon.options.html.prepend(rim);
  return icon;
}

function popup({ count, verdicts, name, precision: code, place, within_km: within }) {
  const precision = words().precisions[code];
  const holder = document.createElement("div"), link = document.createElement("a");
  const lines = [["strong", name], ["p", within ? fill(words().within, { precision, number: within }) : precision], ["p", counted(verdicts)]];
  holder.append(...lines.map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent })), link);
  link.href = here({ view: "", place });
  link.textContent = plural(words().read, count);
  return holder;
}

function zoomInto([west, south, east, north]) {
  const left = turned(west);
  map.fitBounds([[south, left], [north, left + east - west]], { padding: [48, 48], maxZoom: map.getZoom() + 4 });
}

function mark({ geometry, bbox, properties }) {
  const { count, verdicts, area, name, within_km: within } = properties;
  const point = [geometry.coordinates[1], turned(geometry.coordinates[0])];
  const radius = area && within;
  const where = name ? `${name}${radius ? ` ${fill(words().somewhere, { number: within })}` : ""}` : area ? words().areas : words().places;
  if (radius) marks.addLayer(L.circle(point, { ...HATCHED, radius: within * 1000, className: "map-area" }));
  else if (area) marks.addLayer(L.circleMarker(point, { ...HATCHED, radius: 20, className: "map-area" }));
  const title = `${where}: ${plural(words().entries, count)}; ${counted(verdicts)}`;
  const marker = L.marker(point, { icon: disc(properties), title, riseOnHover: true }).addTo(marks);
  if (name) marker.bindPopup(popup(properties), { autoPan: false }).on("popupopen", (event) => event.popup.getElement().querySelector("p + a").focus());
  else marker.on("click keypress", (event) => (event.type === "click" || event.originalEvent.key === "Enter") && zoomInto(bbox));
}

/** Entries of which only the country is known: all of it. */
function country(code, number) {
  if (!outlines[code]) return;
  const shape = L.polygon(outlines[code], { ...HATCHED, className: "map-country" });
  const largest = outlines[code].map((ring) => L.latLngBounds(ring)).sort((a, b) => size(b) - size(a))[0].getCenter();
  marks.addLayer(shape).addLayer(L.marker([largest.lat, turned(largest.lng)], { icon: label(number, "map-count map-country-count", 44), interactive: false, keyboard: false }));
}
const size = (bounds) => (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());

async function load() {
  asked?.abort();
  asked = new AbortController();
  const url = new URL(source().dataset.events, location.href);
  url.searchParams.set("cluster", Math.min(18, Math.floor(map.getZoom())));
  url.searchParams.set("window", box(map.getBounds()));
  try {
    const answer = await fetch(url, { signal: asked.signal });
    if (!answer.ok) return;  // what the address says is refused stands on the page
    const found = await answer.json();
    marks.clearLayers();
    Object.entries(found.countries).forEach(([code, number]) => country(code, number));
    found.features.forEach(mark);
    map.getContainer().dataset.shown = url.searchParams;
  } catch (error) {
    if (error.name !== "AbortError") console.warn("The map could not be asked for.", error);
  }
}

/** Rings as latitudes and longitudes; the file has the steps from point to point. */
function read({ scale, rings }) {
  const ring = (steps) => {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < steps.length; at += 2) points.push([(y += steps[at + 1]) / scale, (x += steps[at]) / scale]);
    return points;
  };
  return Object.fromEntries(Object.entries(rings).map(([code, all]) => [code, all.map(ring)]));
}

async function begin(element) {
  const { bounds, tiles, attribution, leaflet, outlines: file } = element.dataset;
  await import(leaflet);
  outlines ??= read(await (await fetch(file)).json());
  const [west, south, east, north] = bounds.split(",").map(Number);
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.replaceChildren();
  map = L.map(element, { minZoom: 1, maxZoom: tiles ? 18 : 11, worldCopyJump: true, zoomAnimation: moves, fadeAnimation: moves, markerZoomAnimation: moves, inertia: moves });
  map.attributionControl.setPrefix(false);
  map.fitBounds([[south, west], [north, east]], { animate: false });
  marks = L.layerGroup().addTo(map);
  if (tiles) L.tileLayer(tiles, { attribution }).addTo(map);
  else {
    map.createPane("land").style.zIndex = 300;
    const renderer = L.svg({ pane: "land", padding: 0.5 });
    const copies = Object.values(outlines).flatMap((rings) => [-360, 0, 360].map((turn) => rings.map((ring) => ring.map(([y, x]) => [y, x + turn]))));
    copies.forEach((rings) => L.polygon(rings, { renderer, pane: "land", className: "map-land", fillOpacity: 1, interactive: false }).addTo(map));
  }
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", words().map);
  map.on("moveend", () => {
    load();
    button().hidden = false;
  });
  load();
}

/** After each answer: the same map with other marks, or a new one where there was none. */
function ready() {
  const element = document.getElementById("map");
  if (element) map?.getContainer() === element ? load() : begin(element);
}

document.addEventListener("click", (event) => event.target.closest("#map-search") && htmx.ajax("GET", here({ bbox: box(map.getBounds()) }), { target: "#results", swap: "outerHTML" }));
document.body.addEventListener("htmx:afterSettle", (event) => event.detail.target?.id === "results" && ready());
document.body.addEventListener("htmx:historyRestore", ready);
ready();
