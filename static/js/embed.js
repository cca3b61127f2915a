// The snippet's script, on somebody else's page: a frame in the place of the script, as high as what is in it.
(() => {
  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const address = new URL(script.dataset.attested || "/embed/", home);
  if (address.origin !== home || !/^(\/[a-z]{2})?\/embed\//.test(address.pathname)) return;
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || "Timeline of Attested";
  frame.loading = "lazy";
  Object.assign(frame.style, { width: "100%", height: "400px", border: "0" });
  addEventListener("message", (event) => {
    const height = event.data?.attestedHeight;
    if (event.origin !== home || event.source !== frame.contentWindow || !Number.isFinite(height)) return;
    frame.style.height = `${Math.min(Math.max(height, 40), 20_000)}px`;
  });
  script.after(frame);
})();
