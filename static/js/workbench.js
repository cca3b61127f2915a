// The workbench: highlights, keys, and selections as code points. Everything on the page works without this file.
const text = document.getElementById("text");
const cards = document.getElementById("cards");
const find = document.getElementById("find");
const codePoints = (string) => [...string].length;
const told = document.getElementById("told");
// The text never changes while the page stands, so it is measured once; a key press then costs the same in any text.
const paragraphs = [...text.querySelectorAll("p[data-start]")].map((element) => {
  const start = Number(element.dataset.start), string = element.textContent, points = codePoints(string);
  return { element, start, string, end: start + points, plain: points === string.length };
});
const STATES = ["rejected", "accepted", "pending"];  // painted in this order, the later ones on top
const segmenter = window.Intl?.Segmenter && new Intl.Segmenter(text.lang || "en", { granularity: "sentence" });

// ---- code points (the server's offsets) and UTF-16 units (the browser's) ----

function unitsOf(string, points) {
  let units = 0;
  for (const character of string) {
    if (points-- <= 0) break;
    units += character.length;
  }
  return units;
}

/** The last paragraph that starts at or before a code point; -1 before the first. */
function placeOfParagraph(point) {
  let low = 0, high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paragraphs[middle].start <= point) low = middle + 1; else high = middle;
  }
  return low - 1;
}

/** The place in the DOM of a code point; at a boundary, the end of the paragraph before (`closing`) or the next start. */
function placeOf(point, closing) {
  let place = placeOfParagraph(closing ? point - 1 : point);
  if (!closing && (place < 0 || point >= paragraphs[place].end)) place += 1;
  const found = paragraphs[place];
  if (!found) return null;
  const inside = Math.max(0, point - found.start);
  return [found.element.firstChild, Math.min(found.plain ? inside : unitsOf(found.string, inside), found.string.length)];
}

function rangeOf(start, end) {
  const from = placeOf(start, false);
  const to = placeOf(end, true);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range.collapsed ? null : range;
}

/** The code point at a place in the DOM. */
function pointAt(node, offset) {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-start]");
  if (!element) {  // between paragraphs: the start of the next one
    const after = node.childNodes[offset] || null;
    const next = after && paragraphs.find((p) => p.element === after || after.compareDocumentPosition(p.element) & Node.DOCUMENT_POSITION_FOLLOWING);
    return next ? next.start : paragraphs.at(-1).end;
  }
  const { start, end, string } = paragraphs[placeOfParagraph(Number(element.dataset.start))];
  if (node.nodeType !== Node.TEXT_NODE) return offset ? end : start;
  return start + codePoints(string.slice(0, offset));
}

/** What is selected in the article: {start, end, words}, or null. */
function selected() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const start = text.contains(range.startContainer) ? pointAt(range.startContainer, range.startOffset) : paragraphs[0].start;
  const end = text.contains(range.endContainer) ? pointAt(range.endContainer, range.endOffset) : paragraphs.at(-1).end;
  const words = paragraphs.filter((p) => p.start < end && p.end > start).map((p) => [...p.string].slice(Math.max(0, start - p.start), end - p.start).join("")).join(" ");  // a field for one line drops line breaks
  return words.trim() ? { start, end, words } : null;
}

// ---- highlights ----

const spanOf = (element) => [Number(element.dataset.start), Number(element.dataset.end)];
const allCards = () => [...cards.children];
let currentKey = "";
const painted = new Map();  // by the element's id: what it says of its passage, in which highlight, as which range
const highlights = Object.fromEntries(CSS.highlights ? [...STATES, "current"].map((state, priority) => {
  const highlight = new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(state, highlight);
  return [state, highlight];
}) : []);

/** Paint what has changed since the last time: an unchanged passage keeps its range. */
function paint() {
  if (!CSS.highlights) return;
  const shown = new Map([...allCards()].map((card) => [card.id, card]));
  for (const [id, { state, range }] of painted) {
    const card = shown.get(id);
    if (card && painted.get(id).says === says(card)) continue;
    highlights[state]?.delete(range);
    painted.delete(id);
  }
  for (const [id, card] of shown) {
    const { state } = card.dataset;
    if (painted.has(id) || !highlights[state]) continue;
    const range = rangeOf(...spanOf(card));
    if (range) highlights[state].add(range), painted.set(id, { says: says(card), state, range });
  }
  paintCurrent();
}

const says = (card) => `${card.dataset.state} ${card.dataset.start} ${card.dataset.end}`;

function paintCurrent() {
  if (!CSS.highlights) return;
  const current = document.querySelector("#composer [data-start]") || document.getElementById(currentKey);
  const range = current && rangeOf(...spanOf(current));
  highlights.current.clear();
  if (range) highlights.current.add(range);
}

/** Bring a passage level with its card, or into the middle of its pane. */
function showPassage(element) {
  const range = rangeOf(...spanOf(element));
  const pane = text.closest(".text-pane");
  if (!range || !pane) return;
  const scrolls = pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible";
  if (!scrolls) return;
  const level = Math.min(Math.max(element.getBoundingClientRect().top, pane.getBoundingClientRect().top + 16), pane.getBoundingClientRect().bottom - 160);
  pane.scrollTop += range.getBoundingClientRect().top - level;
}

function bringIntoView(card) {
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function choose(card, { focus = true, level = true } = {}) {
  if (!card) return;
  document.getElementById(currentKey)?.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  currentKey = card.id;
  if (focus) bringIntoView(card);
  if (level) showPassage(card);
  paintCurrent();
}

const currentCard = () => document.activeElement?.closest?.(".passage") || document.getElementById(currentKey);

function nextPending(from) {
  const list = allCards();
  const pending = (card) => card.dataset.state === "pending" && !card.classList.contains("is-editing");
  const place = list.indexOf(from);
  return list.slice(place + 1).find(pending) || list.find(pending) || from;
}

// ---- selecting by keyboard ----

let sentences = null;  // [start, text node, from, to] of each, once somebody asks for one

function allSentences() {
  return paragraphs.flatMap(({ element, string, start }) => {
    const found = segmenter ? [...segmenter.segment(string)].map((s) => [s.index, s.segment.trimEnd().length]) : [[0, string.length]];
    return found.filter(([, length]) => length).map(([at, length]) => [start + codePoints(string.slice(0, at)), element.firstChild, at, at + length]);
  });
}

function selectSentence(step) {
  sentences ??= allSentences();
  const now = selected();
  const anchor = now ? now.start : currentCard() ? spanOf(currentCard())[0] : -1;
  const at = sentences.findLastIndex(([start]) => start <= anchor);
  const [, node, from, to] = sentences[Math.min(Math.max(now || step < 0 ? at + step : at, 0), sentences.length - 1)];
  window.getSelection().setBaseAndExtent(node, from, node, to);
  node.parentElement.scrollIntoView({ block: "nearest" });
}

function newClaim() {
  if (!selected()) return find.elements.words.focus();
  find.elements.words.value = "";
  find.requestSubmit();
}

// ---- keys ----

const click = (element) => element && (element.click(), true);

function act(key) {
  const card = currentCard();
  if (key === "j" || key === "k") {
    const next = card ? (key === "j" ? card.nextElementSibling : card.previousElementSibling) || card : cards.firstElementChild;
    choose(next);
    return true;
  }
  if (key === "?") return document.getElementById("keys").showModal(), true;
  if (key === "[" || key === "]") return selectSentence(key === "]" ? 1 : -1), true;
  if (key === "{" || key === "}") return window.getSelection().modify("extend", key === "}" ? "forward" : "backward", "word"), true;
  if (key === "/") return find?.elements.words.focus(), true;
  if (key === "n" && find) return newClaim(), true;
  return click(card?.querySelector(`[data-key="${CSS.escape(key)}"]`));
}

/** The key, or on a Cyrillic keyboard the letter that stands there on a Latin one. */
const pressed = ({ key, code }) => (key > "\u0400" && code.startsWith("Key") ? code[3].toLowerCase() : key);

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const form = event.target.closest("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.querySelector("[data-decides]")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-decides]"));
  } else if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    const leaves = event.target.closest(".passage, #composer")?.querySelector("[data-leaves]") || document.querySelector("#composer [data-leaves]");
    if (leaves) event.preventDefault(), leaves.click();
    else if (typing) (typing.closest(".passage") || typing).focus(), typing.matches(".passage *") || typing.blur();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]") && act(pressed(event))) {
    event.preventDefault();
  }
});

// ---- mouse and focus ----

let moving;
text.addEventListener("click", (event) => {
  if (selected()) return;
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const range = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const node = caret?.offsetNode || range?.startContainer;
  if (!node || !text.contains(node)) return;
  const point = pointAt(node, caret ? caret.offset : range.startOffset);
  const under = allCards().filter((card) => spanOf(card)[0] <= point && point <= spanOf(card)[1]);
  under.sort((one, other) => spanOf(one)[1] - spanOf(one)[0] - (spanOf(other)[1] - spanOf(other)[0]));
  // A second click on the same spot goes on to the next of the cards that overlap there.
  const card = under[(under.findIndex((other) => other.id === currentKey) + 1) % (under.length || 1)];
  choose(card, { focus: false, level: false });
  // Bringing the card into view moves the page; a second click of a selection would then hit other words.
  moving = card && setTimeout(() => selected() || bringIntoView(card), 250);
});
text.addEventListener("mousedown", () => clearTimeout(moving));
cards.addEventListener("focusin", (event) => {
  const card = event.target.closest(".passage");
  if (card && card.id !== currentKey) choose(card, { focus: false });
});
cards.addEventListener("click", (event) => {
  const card = event.target.closest(".passage");
  if (card && !event.target.closest("a, button, input, select, textarea, label")) choose(card, { focus: !window.getSelection().toString() });
});
document.getElementById("show-keys").addEventListener("click", () => document.getElementById("keys").showModal());
document.addEventListener("selectionchange", () => find?.classList.toggle("has-selection", Boolean(selected())));
find?.addEventListener("submit", () => {
  const passage = selected();
  if (!passage || find.elements.words.value) return;
  find.elements.start.value = passage.start;
  find.elements.end.value = passage.end;
  // An address has room for the beginning only; the server compares it with the text at that place.
  find.elements.words.value = [...passage.words].slice(0, 200).join("");
}, true);
find?.elements.words.addEventListener("input", () => { find.elements.start.value = find.elements.end.value = ""; });

document.getElementById("main").addEventListener("click", (event) => {
  const leaves = event.target.closest("#composer [data-leaves]");
  if (!leaves) return;
  event.preventDefault();
  document.getElementById("composer").replaceChildren();
  choose(document.getElementById(currentKey)) || paint();
});

// ---- after a swap: paint again, and move on ----

const left = () => document.getElementById("progress").dataset.left;

/** Say it to a screen reader; the region stays in the page, since one that is swapped is not read out. */
function tell(words) {
  told.textContent = "";
  requestAnimationFrame(() => { told.textContent = words; });
}

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig, xhr } = event.detail;
  const composer = document.getElementById("composer");
  if (requestConfig.elt === find) {
    find.elements.start.value = find.elements.end.value = "";
    if (xhr.status === 200) find.elements.words.value = "";
    composer.scrollIntoView({ block: "start" });
    (composer.querySelector("textarea") || find.elements.words).focus({ preventScroll: true });
    tell(xhr.status === 200 ? told.dataset.newClaim : composer.textContent.trim());
  } else if (event.detail.target.id === "composer" && xhr.status === 200) {
    window.getSelection().removeAllRanges();
    choose(document.getElementById(xhr.responseText.match(/<li id="([\w-]+)"/)?.[1]));
    tell(told.dataset.saved);
  } else {
    const card = document.getElementById(event.detail.target.id)?.closest(".passage");
    const by = requestConfig.triggeringEvent?.submitter || requestConfig.elt;
    const whole = event.detail.target.classList.contains("passage");
    if (card && xhr.status >= 400) (card.querySelector('[aria-invalid="true"]') || card).focus();
    else if (card?.classList.contains("is-editing")) card.querySelector("textarea").focus();
    else if (card && requestConfig.verb === "post" && whole) choose(nextPending(card)), tell((told.dataset[card.dataset.state] || "#").replace("#", left()));
    else if (card && by.matches?.("[data-leaves]")) choose(card);
    else if (document.activeElement === document.body && card?.id === currentKey) card.focus({ preventScroll: true });  // what had the focus was swapped
  }
  paint();
});
cards.addEventListener("toggle", (event) => event.target.open && event.target.querySelector("[name=reason]")?.focus(), true);

paint();
// Once every paragraph has been laid out its height is remembered, and those out of sight need no paint any more.
requestAnimationFrame(() => requestAnimationFrame(() => text.classList.add("is-measured")));
const asked = document.getElementById(location.hash.slice(1));
choose(asked?.matches(".passage") ? asked : nextPending(allCards()[0]), { focus: Boolean(asked) });
