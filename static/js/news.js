// What is new since the last look. When that was is kept in this browser alone, for each state of the timeline.
const PAUSE = 60_000;
let base = null;

const remembered = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* a browser that keeps nothing */ } },
};

async function ask(address, since) {
  try {
    const url = new URL(address, location.href);
    if (since) url.searchParams.set("since", since);
    const answer = await fetch(url, { credentials: "omit" });  // mostly 304: the browser has it already
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;  // the next time is soon
  }
}

function mark(events) {
  let before = false;
  for (const card of document.querySelectorAll("#results .entry")) {
    const isNew = card.id.replace("event-", "") in events;
    if (isNew && !before) {
      const line = document.createElement("p");
      line.className = "news-line";
      line.textContent = document.getElementById("news").dataset.line;
      card.before(line);
    }
    card.classList.toggle("is-new", isNew);
    before = isNew;
  }
}

async function look() {
  base = null;
  const address = document.getElementById("news")?.dataset.news;
  if (!address) return;
  const key = `attested-seen:${address}`;
  const found = await ask(address, remembered.get(key));
  if (!found || document.getElementById("news")?.dataset.news !== address) return;
  base = found.newest;
  remembered.set(key, base);
  mark(found.events);
}

async function poll() {
  const bar = document.getElementById("news");
  if (!bar || !base || document.hidden) return;
  const found = await ask(bar.dataset.news, base);
  if (!found?.words || !bar.isConnected || bar.dataset.words === found.words) return;
  bar.dataset.words = found.words;
  const link = Object.assign(document.createElement("a"), { href: location.href, textContent: `${found.words}: ${bar.dataset.show}` });
  bar.replaceChildren(link);
}

look();
setInterval(poll, PAUSE);
document.addEventListener("visibilitychange", poll);  // who comes back need not wait
document.body.addEventListener("htmx:afterSwap", (event) => (event.detail.target?.id ?? "results") === "results" && look());
