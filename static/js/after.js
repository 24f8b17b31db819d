// What the session that is being typed would make of the total: "After this one: 823 of 1,000".
// Without this script the line says how far it is so far; the page after logging says the rest.
const place = document.querySelector("[data-after]");
const form = document.getElementById("log");
const soFar = place.textContent;
const { total, number, key, first, last, kinds } = place.dataset;
const written = (value) => Number(value).toLocaleString("en-GB");

// As people write it: 1,200 or 1 200. What is no number counts for nothing.
const headcount = (row) => {
  const typed = row.querySelector("[name$=-headcount]").value.replace(/[\s,]/g, "");
  return Math.max(0, Math.trunc(Number(typed))) || 0;
};

const heads = () => {
  const day = form.elements.held_on.value;
  const served = [...form.querySelectorAll("[name=sub_actions]:checked")].map((box) => box.value.split(" ")[0]);
  const counts = served.includes(key);
  if (!counts || day < first || day > last) return 0;
  return [...form.querySelectorAll("[data-audience]")]
    .filter((row) => kinds.split(" ").includes(row.querySelector("[name$=-kind]").value))
    .reduce((sum, row) => sum + headcount(row), 0);
};

const say = () => {
  const more = heads();
  place.textContent = more ? `After this one: ${written(Number(total) + more)} of ${written(number)}` : soFar;
};

form.addEventListener("input", say);
form.addEventListener("change", say);
say();
