// Counts what the choices come to while they are made, and chooses for all at once. Without it each box is chosen by
// itself, and saving says what was changed.
const choices = [...document.querySelectorAll("[data-effect]")];
const counts = document.querySelector("[data-counts]");
const all = document.querySelector("[data-choose-all]");

const boxes = (number) => `${number} ${number === 1 ? "box" : "boxes"}`;

const number = (value) => choices.filter((choice) => choice.querySelector(`[value=${value}]`)?.checked).length;

const count = () => {
  const filled = counts.querySelector("strong");
  const emptied = number("empty");
  filled.textContent = `${boxes(number("take"))} filled`;
  filled.nextSibling.textContent = `${emptied ? `, ${emptied} emptied` : ""}, ${number("keep")} kept`;
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
