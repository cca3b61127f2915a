// Keys of the inbox. Everything that they do is a link, a field or a button of the page.
let current = "";  // the id of the link of the report that one stands on
let at = 0;  // and its place, for when it is gone

const inbox = () => document.getElementById("inbox");
const links = () => [...inbox().querySelectorAll(".row-title a")];
const here = () => links().find((link) => link.id === current);
const pickOf = (link) => link?.closest(".inbox-row").querySelector("[name='items']");

function stand(link) {
  if (!link) return;
  current = link.id;
  at = links().indexOf(link);
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

/** What is done without anything chosen is done to the report that one stands on. */
function choose() {
  const pick = pickOf(here());
  if (!inbox().querySelector("[name='items']:checked") && pick) pick.checked = true;
  return Boolean(inbox().querySelector("[name='items']:checked"));
}

/** The key, or on a Cyrillic keyboard the letter that stands there on a Latin one. */
const pressed = ({ key, code }) => (key > "\u0400" && code.startsWith("Key") ? code[3].toLowerCase() : key);

function act(key) {
  const list = links();
  if (key === "j" || key === "k") return stand(list[here() ? Math.min(Math.max(at + (key === "j" ? 1 : -1), 0), list.length - 1) : 0]), true;
  if (key === "o") return here()?.click(), true;
  if (key === "x") return pickOf(here())?.click(), true;
  if (key === "?") return document.getElementById("keys").showModal(), true;
  if (key === "u") return inbox().querySelector("[data-key='u']")?.click(), true;
  if (key === "a") return choose() && inbox().querySelector("[data-key='a']").click(), true;
  if (key === "s" || key === "d") return choose() && inbox().querySelector(key === "s" ? "#id_snooze" : "#id_reason")?.focus(), true;
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const field = event.target.closest("input:not([type='checkbox']), select, textarea");
  const part = field?.closest(".bulk-part");
  if (event.key === "Escape" && part) {
    field.blur();
    stand(here());
  } else if (event.key === "Enter" && part) {
    event.preventDefault();
    part.querySelector("button").click();
  } else if (!field && act(pressed(event))) {
    event.preventDefault();
  }
});

document.addEventListener("focusin", (event) => {
  const link = event.target.closest(".inbox-row")?.querySelector(".row-title a");
  if (link) [current, at] = [link.id, links().indexOf(link)];
});
document.addEventListener("click", (event) => event.target.closest("#show-keys") && document.getElementById("keys").showModal());

function ready() {
  const waiting = inbox().dataset.waiting;
  document.title = (waiting ? `(${waiting}) ` : "") + document.title.replace(/^\(\S+\) /, "");
}

// After a swap one stands on the same report, or on what has come to its place; a fault is shown where it is. At once:
// after settling, the next key may have led into a field already.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "inbox") return;
  ready();
  if (event.detail.xhr.status >= 400) return (inbox().querySelector("[aria-invalid='true']") || inbox().querySelector(".bulk select"))?.focus();
  if (event.detail.requestConfig.verb !== "post") return;
  const list = links();
  stand(here() || list[Math.min(at, list.length - 1)]);
  if (!list.length) document.getElementById("inbox-title").focus();
});

ready();
