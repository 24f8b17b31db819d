// Completes the name of one of many from what the server finds while somebody types. Without this script it is typed in
// full; the server says what it did not understand.
const WAIT = 200;
let waiting;

const offer = async (box) => {
  const words = box.value;
  const answer = await fetch(`${box.dataset.names}?${new URLSearchParams({ words })}`);
  // What was typed later is what counts.
  if (box.value !== words || !answer.ok) return;
  const { names } = await answer.json();
  box.list.replaceChildren(...names.map((name) => new Option("", name)));
};

// On the document, since a form may get more rows.
document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.names || !target.list) return;
  clearTimeout(waiting);
  const isChosen = [...target.list.options].some((option) => option.value === target.value);
  if (!isChosen) waiting = setTimeout(() => offer(target).catch(() => {}), WAIT);
});
