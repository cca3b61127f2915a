// Buttons that copy a text which stands on the page; without this script one selects it.
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const words = button.firstChild, own = words.textContent;
  if (!navigator.clipboard || !text) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      words.textContent = `${button.dataset.copied} `;
    } catch {
      getSelection().selectAllChildren(text);
      words.textContent = `${button.dataset.selected} `;
    }
    button.closest("details").querySelector("[data-copied]").textContent = words.textContent.trim();
    setTimeout(() => { words.textContent = own; }, 2000);
  });
}
