// Says "live" to the page every 20 seconds while somebody is looking; what listens asks the server what is new.
const PAUSE = 20_000;

const tell = () => document.hidden || document.body.dispatchEvent(new CustomEvent("live"));

setInterval(tell, PAUSE);
document.addEventListener("visibilitychange", tell);  // who comes back need not wait
document.body.addEventListener("htmx:afterSwap", (event) => {
  const arrived = event.detail.target.id === "arrived" && document.getElementById("arrived");
  if (arrived) document.title = (arrived.dataset.waiting ? `(${arrived.dataset.waiting}) ` : "") + document.title.replace(/^\(\S+\) /, "");
});
