// Shows only the questions that belong to what somebody has: a file, a link, a note, a figure or a quote; none before
// that is chosen. Without this script all of them stand on the page, and the server says what is too much.
const choices = [...document.querySelectorAll("input[name=medium]")];
const parts = [...document.querySelectorAll("[data-medium]")];

const show = () => {
  const chosen = choices.find((choice) => choice.checked)?.value;
  for (const part of parts) {
    part.hidden = !part.dataset.medium.split(" ").includes(chosen);
    // What is hidden is not sent.
    for (const box of part.querySelectorAll("input, textarea, select")) box.disabled = part.hidden;
  }
};

for (const choice of choices) choice.addEventListener("change", show);
show();
