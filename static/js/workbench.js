// The workbench: highlights, keys, and selections as code points. Everything on the page works without this file.
const text = document.getElementById("text");
const cards = document.getElementById("cards");
const find = document.getElementById("find");
const paragraphs = [...text.querySelectorAll("p[data-start]")];
const STATES = ["rejected", "accepted", "pending"];  // painted in this order, the later ones on top
const segmenter = window.Intl?.Segmenter && new Intl.Segmenter(text.lang || "en", { granularity: "sentence" });

// ---- code points (the server's offsets) and UTF-16 units (the browser's) ----

const codePoints = (string) => [...string].length;

function unitsOf(string, points) {
  let units = 0;
  for (const character of string) {
    if (points-- <= 0) break;
    units += character.length;
  }
  return units;
}

const startOf = (paragraph) => Number(paragraph.dataset.start);
const endOf = (paragraph) => startOf(paragraph) + codePoints(paragraph.textContent);

/** The place in the DOM of a code point; at a boundary, the end of the paragraph before (`closing`) or the next start. */
function placeOf(point, closing) {
  const inside = (p) => (closing ? startOf(p) < point : startOf(p) <= point && point < endOf(p) + 1);
  const found = closing ? paragraphs.findLast(inside) : paragraphs.find((p) => inside(p) && point < endOf(p)) || paragraphs.find((p) => startOf(p) >= point);
  if (!found) return null;
  const units = Math.min(unitsOf(found.textContent, point - startOf(found)), found.textContent.length);
  return [found.firstChild, units];
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
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  let paragraph = element.closest("p[data-start]");
  if (!paragraph) {  // between paragraphs: the start of the next one
    const after = node.childNodes[offset] || null;
    paragraph = paragraphs.find((p) => p === after || (after && after.compareDocumentPosition(p) & Node.DOCUMENT_POSITION_FOLLOWING));
    return paragraph ? startOf(paragraph) : endOf(paragraphs.at(-1));
  }
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return startOf(paragraph) + codePoints(before.toString());
}

/** What is selected in the article: {start, end, words}, or null. */
function selected() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const start = text.contains(range.startContainer) ? pointAt(range.startContainer, range.startOffset) : startOf(paragraphs[0]);
  const end = text.contains(range.endContainer) ? pointAt(range.endContainer, range.endOffset) : endOf(paragraphs.at(-1));
  const words = paragraphs.filter((p) => startOf(p) < end && endOf(p) > start).map((p) => [...p.textContent].slice(Math.max(0, start - startOf(p)), end - startOf(p)).join("")).join(" ");  // a field for one line drops line breaks
  return words.trim() ? { start, end, words } : null;
}

// ---- highlights ----

const spanOf = (element) => [Number(element.dataset.start), Number(element.dataset.end)];
const allCards = () => [...cards.querySelectorAll(".passage")];
let currentKey = "";

function paint() {
  if (!CSS.highlights) return;
  const shown = [...allCards(), ...document.querySelectorAll("#composer [data-start]")];
  for (const [priority, state] of STATES.entries()) {
    const ranges = shown.filter((card) => card.dataset.state === state).map((card) => rangeOf(...spanOf(card))).filter(Boolean);
    const highlight = new Highlight(...ranges);
    highlight.priority = priority;
    CSS.highlights.set(state, highlight);
  }
  const current = document.querySelector("#composer [data-start]") || document.getElementById(currentKey);
  const range = current && rangeOf(...spanOf(current));
  const highlight = range ? new Highlight(range) : new Highlight();
  highlight.priority = STATES.length;
  CSS.highlights.set("current", highlight);
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
  for (const other of cards.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  card.setAttribute("aria-current", "true");
  currentKey = card.id;
  if (focus) bringIntoView(card);
  if (level) showPassage(card);
  paint();
}

const currentCard = () => document.activeElement?.closest?.(".passage") || document.getElementById(currentKey);

function nextPending(from) {
  const list = allCards();
  const pending = (card) => card.dataset.state === "pending" && !card.classList.contains("is-editing");
  const place = list.indexOf(from);
  return list.slice(place + 1).find(pending) || list.find(pending) || from;
}

// ---- selecting by keyboard ----

function sentences() {
  return paragraphs.flatMap((p) => {
    const found = segmenter ? [...segmenter.segment(p.textContent)].map((s) => [s.index, s.segment.trimEnd().length]) : [[0, p.textContent.length]];
    return found.filter(([, length]) => length).map(([index, length]) => [p.firstChild, index, index + length]);
  });
}

function selectSentence(step) {
  const list = sentences().map(([node, from, to]) => ({ node, from, to, start: pointAt(node, from) }));
  const now = selected();
  const anchor = now ? now.start : currentCard() ? spanOf(currentCard())[0] : -1;
  const at = list.findLastIndex((sentence) => sentence.start <= anchor);
  const next = list[Math.min(Math.max(now || step < 0 ? at + step : at, 0), list.length - 1)];
  window.getSelection().setBaseAndExtent(next.node, next.from, next.node, next.to);
  next.node.parentElement.scrollIntoView({ block: "nearest" });
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
    const list = allCards();
    const place = list.indexOf(card);
    choose(list[place < 0 ? 0 : Math.min(Math.max(place + (key === "j" ? 1 : -1), 0), list.length - 1)]);
    return true;
  }
  if (key === "?") return document.getElementById("keys").showModal(), true;
  if (key === "[" || key === "]") return selectSentence(key === "]" ? 1 : -1), true;
  if (key === "{" || key === "}") return window.getSelection().modify("extend", key === "}" ? "forward" : "backward", "word"), true;
  if (key === "/") return find?.elements.words.focus(), true;
  if (key === "n" && find) return newClaim(), true;
  return click(card?.querySelector(`[data-key="${CSS.escape(key)}"]`));
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const form = event.target.closest("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.querySelector("[data-decides]")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-decides]"));
  } else if (event.key === "Escape" && !document.querySelector("dialog[open]")) {
    const leaves = event.target.closest(".passage, #composer")?.querySelector("[data-leaves]") || document.querySelector("#composer [data-leaves]");
    if (leaves) event.preventDefault(), leaves.click();
    else if (typing) typing.blur();
  } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector("dialog[open]") && act(event.key)) {
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

document.body.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig, xhr } = event.detail;
  const composer = document.getElementById("composer");
  if (requestConfig.elt === find) {
    find.elements.start.value = find.elements.end.value = "";
    if (xhr.status === 200) find.elements.words.value = "";
    composer.scrollIntoView({ block: "start" });
    (composer.querySelector("textarea") || find.elements.words).focus({ preventScroll: true });
  } else if (event.detail.target.id === "composer" && xhr.status === 200) {
    window.getSelection().removeAllRanges();
    choose(document.getElementById(xhr.responseText.match(/<li id="([\w-]+)"/)?.[1]));
  } else {
    const card = document.getElementById(event.detail.target.id)?.closest(".passage");
    const by = requestConfig.triggeringEvent?.submitter || requestConfig.elt;
    if (card && xhr.status >= 400) (card.querySelector('[aria-invalid="true"]') || card).focus();
    else if (card?.classList.contains("is-editing")) card.querySelector("textarea").focus();
    else if (card && requestConfig.verb === "post" && event.detail.target.classList.contains("passage")) choose(nextPending(card));
    else if (card && by.matches?.("[data-leaves]")) choose(card);
  }
  paint();
});

paint();
const asked = document.getElementById(location.hash.slice(1));
choose(asked?.matches(".passage") ? asked : nextPending(allCards()[0]), { focus: Boolean(asked) });
