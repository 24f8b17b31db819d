// Finds choices by key and words in folded groups, and says which are chosen.
// Without this script the groups are opened by hand; what was chosen before stands first all the same.
const chooser = document.querySelector("[data-find]");
const box = chooser.querySelector("[type=search]");
const told = chooser.querySelector("[data-found]");
const groups = [...chooser.querySelectorAll("details")];
const choices = groups.flatMap((group) =>
  [...group.querySelectorAll("input")].map((input) => {
    const row = input.parentElement;
    return { group, input, row, text: `${row.textContent} ${group.firstElementChild.textContent}`.toLowerCase() };
  }),
);

const key = (input) => input.labels[0].textContent.trim().split(" ")[0];

const chosenWords = () => {
  const chosen = [...chooser.querySelectorAll("input:checked")].map(key);
  return chosen.length > 0 ? `Chosen: ${chosen.join(", ")}.` : "";
};

const show = () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (choice) => words.every((word) => choice.text.includes(word));
  for (const choice of choices) choice.row.hidden = !fits(choice);
  const found = choices.filter((choice) => !choice.row.hidden);
  for (const group of groups) {
    group.hidden = !found.some((choice) => choice.group === group);
    group.open = words.length > 0 && !group.hidden;
  }
  told.textContent = [words.length > 0 ? `${found.length} of ${choices.length} found.` : "", chosenWords()].join(" ");
};

chooser.querySelector(".pt_chooser__find").hidden = false;
box.addEventListener("input", show);
// Enter finds; it does not send the form around the box.
box.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
chooser.addEventListener("change", (event) => event.target !== box && (told.textContent = chosenWords()));
