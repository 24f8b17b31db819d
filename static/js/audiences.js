// "Add another audience" without a new page, and the line that says which sub-actions a session serves.
// Without this script the button asks the server, and the line tells what was chosen when the page opened.
const form = document.querySelector("form:has([data-audience])");

const addAudience = (event) => {
  const rows = form.querySelectorAll("[data-audience]");
  const number = rows.length;
  // The server says when there are too many.
  if (number >= 12) return;
  event.preventDefault();
  const last = rows[number - 1];
  const row = last.cloneNode(true);
  for (const place of row.querySelectorAll("[id], [for], [name]")) {
    for (const name of ["id", "for", "name"]) {
      const value = place.getAttribute(name);
      if (value) place.setAttribute(name, value.replace(`-${number - 1}-`, `-${number}-`));
    }
  }
  row.querySelector("legend").textContent = `Audience ${number + 1}`;
  for (const error of row.querySelectorAll(".ds_question__error-message")) error.remove();
  const [kind, headcount, service] = [...row.querySelectorAll("select, input")];
  kind.value = last.querySelector("select").value;
  headcount.value = service.value = "";
  last.after(row);
  form.elements["audiences-TOTAL_FORMS"].value = number + 1;
  kind.focus();
};

const sayServed = () => {
  const chosen = [...form.querySelectorAll("[name=sub_actions]:checked")].map((box) => box.value);
  form.querySelector("[data-serves]").textContent = chosen.join(", ") || "no sub-action";
};

form.querySelector("[name=add-audience]").addEventListener("click", addAudience);
form.querySelector(".pt_phone__serves").addEventListener("change", sayServed);
