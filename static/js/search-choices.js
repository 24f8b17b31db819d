// Shows what is found while somebody types. Without this script the button beside the box does it.
const box = document.querySelector("[data-search]");
const results = document.querySelector("[data-results]");
const button = box.form.querySelector("[name=search]");
let asked = 0;

const search = async () => {
  const mine = ++asked;
  const chosen = results.querySelector(":checked")?.value ?? "";
  const query = new URLSearchParams({ words: box.value, item: chosen });
  const answer = await fetch(`?${query}`);
  // What was asked for later is what counts; a page that did not come leaves the results as they are.
  if (mine !== asked || !answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  results.replaceChildren(...page.querySelector("[data-results]").childNodes);
};

let waiting;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search().catch(() => {}), 250);
});
button.hidden = true;
// Return in the box searches at once, and never sends the form.
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  clearTimeout(waiting);
  search().catch(() => button.click());
});
