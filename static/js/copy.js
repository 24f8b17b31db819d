// Copies words that a page only shows. Without it they can be selected.
for (const one of document.querySelectorAll("[data-copied]")) {
  const button = one.querySelector("button");
  const words = one.querySelector(".pt_said");
  button.hidden = false;
  button.addEventListener("click", async () => {
    let said = "Copied.";
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      // Without leave to write there: chosen, so that two keys copy it.
      getSelection().selectAllChildren(words);
      said = "Selected: press Ctrl and C.";
    }
    one.querySelector("[role=status]").textContent = said;
  });
}
