// What takes more than a moment says so while it goes on: the line in the form, hidden until its button is pressed.
for (const line of document.querySelectorAll("form [data-busy]")) {
  // A button with an address of its own does something else.
  line.closest("form").addEventListener("submit", ({ submitter }) => {
    line.hidden = Boolean(submitter?.hasAttribute("formaction"));
  });
  // Whoever comes back by the browser's own button finds the page as it was.
  addEventListener("pageshow", () => (line.hidden = true));
}
