// The timeline with a mouse, keys and a clock of one's own. All of it is there without: bars are links, dates are fields.
const at = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
const filters = () => at("filters");

// ---- a range of the overview ----

let from = -1, to = -1, dragged = false, focusStrip = false;
const slots = () => all("#strip-bars .slot");
const bars = () => all("#strip-bars .bar");
const slotOf = (bar) => slots().indexOf(bar.closest(".slot"));

function choose(first, last) {
  [from, to] = [first, last];
  const list = slots(), [low, high] = [Math.min(from, to), Math.max(from, to)];
  list.forEach((slot, place) => slot.classList.toggle("is-chosen", low >= 0 && place >= low && place <= high));
  const ends = low < 0 ? [] : [list[low], list[high]].map((slot) => slot.dataset.words);
  const range = at("strip-range");
  range.textContent = low < 0 || low === high ? "" : range.dataset.words.replace("{from}", ends[0]).replace("{to}", ends[1]);
}

function show() {
  const list = slots(), fields = filters().elements;
  fields.from.value = list[Math.min(from, to)].dataset.from;
  fields.to.value = list[Math.max(from, to)].dataset.to;
  filters().requestSubmit();
}

function stand(bar) {
  bars().forEach((other) => other.setAttribute("tabindex", other === bar ? "0" : "-1"));
  bar.focus();
}

function slotAt(x) {
  const { left, width } = slots()[0].getBoundingClientRect();
  return Math.min(slots().length - 1, Math.max(0, Math.floor((x - left) / width)));
}

document.addEventListener("pointerdown", (event) => {
  if (event.button || event.pointerType === "touch" || !event.target.closest?.("#strip-bars")) return;
  dragged = true;
  choose(slotAt(event.clientX), slotAt(event.clientX));
});
document.addEventListener("pointermove", (event) => dragged && choose(from, slotAt(event.clientX)));
document.addEventListener("pointerup", () => {
  if (dragged && from !== to) {
    document.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    setTimeout(show);  // behind the click, if there is one
  } else if (dragged) choose(-1, -1);
  dragged = false;
});
document.addEventListener("dragstart", (event) => event.target.closest?.("#strip-bars") && event.preventDefault());

function onBar(event, bar) {
  const list = bars(), place = list.indexOf(bar);
  const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: list.length - 1 }[event.key];
  if (event.key === "Escape") return choose(-1, -1);
  if (event.key === "Enter" && from !== to) {
    focusStrip = true;
    show();
  } else if (list[next]) {
    if (event.shiftKey) choose(from < 0 ? slotOf(bar) : from, slotOf(list[next]));
    else choose(-1, -1);
    stand(list[next]);
  } else if (next === undefined) return;
  event.preventDefault();
}

// ---- an actor by name ----

const options = () => all("#actor-options [data-slug]");
let active = -1;

function point(place) {
  active = place;
  const input = at("actor-name");
  options().forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
  input.setAttribute("aria-expanded", String(at("actor-options").children.length > 0));
  if (options()[active]) {
    input.setAttribute("aria-activedescendant", options()[active].id);
    options()[active].scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function close() {
  at("actor-options").replaceChildren();
  point(-1);
}

function take(option) {
  filters().append(Object.assign(document.createElement("input"), { type: "hidden", name: "actor", value: option.dataset.slug }));
  at("actor-name").value = "";
  close();
  filters().requestSubmit();
}

function onName(event) {
  const count = options().length;
  if (event.key === "Escape") close();
  else if (event.key === "ArrowDown" && count) point((active + 1) % count);
  else if (event.key === "ArrowUp" && count) point((active - 1 + count) % count);
  else if (event.key === "Enter" && count) take(options()[Math.max(active, 0)]);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.("#strip-bars .bar");
  if (bar) onBar(event, bar);
  else if (event.target.id === "actor-name") onName(event);
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("#actor-options [data-slug]");
  if (option) event.preventDefault(), take(option);
});
document.addEventListener("focusout", (event) => event.target.id === "actor-name" && close());
// What is typed into it is no filter yet.
document.addEventListener("change", (event) => event.target.id === "actor-name" && event.stopImmediatePropagation(), true);

// ---- more entries, and the reader's clock ----

let before = [];
const lanes = () => all(".lane");

/** What goes on from the page before stands under the heading that is there. */
function join() {
  const old = before, fresh = lanes().filter((lane) => !old.includes(lane));
  before = lanes();  // htmx may say twice that it has swapped
  fresh[0]?.querySelector(".entry-title a").focus({ preventScroll: true });
  for (const lane of fresh) {
    const among = "ranked" in lane.dataset ? old.slice(-1) : old;
    const same = among.find((one) => one.dataset.lane === lane.dataset.lane);
    if (!same) continue;
    const focused = lane.contains(document.activeElement) && document.activeElement;
    same.append(...lane.querySelectorAll(":scope > .entry"));
    lane.remove();
    if (focused) focused.focus({ preventScroll: true });
  }
}

const hour = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(document.documentElement.lang.replace("en", "en-GB"), { day: "numeric", month: "long" });

function tellTime() {
  for (const time of all("time.clock:not([data-told])")) {
    const moment = new Date(time.dateTime);
    const words = filters().dataset, other = moment.getDate() === moment.getUTCDate() ? "" : words.onDay.replace("{day}", day.format(moment));
    const own = hour.format(moment) + other, there = time.parentElement.querySelector(".clock-there");
    time.dataset.told = "";
    if (!moment.getTimezoneOffset() || there?.dataset.time === hour.format(moment)) continue;
    (there || time).after(Object.assign(document.createElement("span"), { className: "clock-own", textContent: words.ownTime.replace("{time}", own) }));
  }
}

function ready() {
  const list = bars();
  list.forEach((bar, place) => bar.setAttribute("tabindex", place === list.length - 1 ? "0" : "-1"));
  from = to = -1;
  if (focusStrip && list.length) list.at(-1).focus();
  focusStrip = false;
}

document.body.addEventListener("htmx:beforeSwap", () => { before = lanes(); });
document.body.addEventListener("htmx:afterSwap", (event) => {
  const name = event.detail.target?.id || "results";  // the back button swaps the whole page
  if (name === "actor-options") point(-1);
  if (name === "more") join();
  if (name === "results") ready();
  tellTime();
});
ready();
tellTime();
