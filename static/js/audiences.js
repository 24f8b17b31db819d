// "Add another audience" without a new page, and the line that says which sub-actions a session serves.
// Without this script the button asks the server, and the line tells what was chosen when the page opened.
const form = document.querySelector("form:has([data-audience])");

const MOST = 12;
const number = () => form.querySelectorAll("[data-audience]").length;

const addRow = () => {
  const rows = form.querySelectorAll("[data-audience]");
  const next = rows.length;
  const last = rows[next - 1];
  const row = last.cloneNode(true);
  for (const place of row.querySelectorAll("[id], [for], [name]")) {
    for (const name of ["id", "for", "name", "list"]) {
      const value = place.getAttribute(name);
      if (value) place.setAttribute(name, value.replace(`-${next - 1}-`, `-${next}-`));
    }
  }
  row.querySelector("legend").textContent = `Audience ${next + 1}`;
  for (const error of row.querySelectorAll(".ds_question__error-message")) error.remove();
  const [kind, headcount, service] = [...row.querySelectorAll("select, input")];
  kind.value = last.querySelector("select").value;
  headcount.value = service.value = "";
  last.after(row);
  form.elements["audiences-TOTAL_FORMS"].value = next + 1;
  return kind;
};

const addAudience = (event) => {
  // The server says when there are too many.
  if (number() >= MOST) return;
  event.preventDefault();
  addRow().focus();
};

// What is put back has as many rows as it had (boxes.js).
const addForAll = ({ detail }) => {
  const needed = detail.filter(([name]) => /^audiences-\d+-kind$/.test(name)).length;
  while (number() < Math.min(needed, MOST)) addRow();
};

const sayServed = () => {
  // One that was typed stands with its name.
  const chosen = [...form.querySelectorAll("[name=sub_actions]:checked")].map((box) => box.value.split(" ")[0]);
  form.querySelector("[data-serves]").textContent = chosen.join(", ") || "no sub-action";
};

form.querySelector("[name=add-audience]").addEventListener("click", addAudience);
form.addEventListener("fill", addForAll);
form.querySelector(".pt_phone__serves").addEventListener("change", sayServed);
