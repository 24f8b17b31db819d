// Counts what the choices come to while they are made, and chooses for all at once. Without it each box is chosen by
// itself, and saving says what was changed.
const choices = [...document.querySelectorAll("[data-effect]")];
const counts = document.querySelector("[data-counts]");
const all = document.querySelector("[data-choose-all]");

const boxes = (number) => `${number} ${number === 1 ? "box" : "boxes"}`;

const count = () => {
  const taken = choices.filter((choice) => choice.querySelector("[value=take]").checked).length;
  const changed = counts.querySelector("strong");
  changed.textContent = `${boxes(taken)} changed`;
  changed.nextSibling.textContent = `, ${choices.length - taken} kept`;
};

for (const choice of choices) choice.addEventListener("change", count);
if (all) {
  all.hidden = false;
  for (const button of all.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      for (const choice of choices) {
        // Taking what a document says never empties a box.
        const value = choice.dataset.effect === "empty" ? "keep" : button.value;
        choice.querySelector(`[value=${value}]`).checked = true;
      }
      count();
    });
  }
}
