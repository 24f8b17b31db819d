// Starts the design system's components that a page uses, one by one: its own initAll() would also start analytics.
// Every page works without this script.
import { dropAll, dropOld } from "./kept.js";

const components = {
  "ds-datepicker": "DatePicker",
};

// Unsaved texts leave the device when someone signs out, and after a day.
dropOld();
document.addEventListener("submit", (event) => {
  if (new URL(event.target.getAttribute("action") ?? "", location.href).pathname === "/sign-out/") dropAll();
});

// Without a script, the browser's own menu prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const places = [...document.querySelectorAll("[data-module]")].filter((place) => place.dataset.module in components);
if (places.length > 0) {
  const { default: designSystem } = await import("../sgds/scripts/design-system.js");
  for (const place of places) {
    new designSystem.components[components[place.dataset.module]](place).init();
  }
}

// Where someone signed in has a box to write in, their session lasts while they write.
const box = document.querySelector("main form[method=post]:not([data-autosave]) :is(textarea, input:not([type=hidden]))");
if (box && document.querySelector(".pt_account")) {
  await import("./typing.js");
}
if (document.querySelector("main :is(textarea, input.ds_input)")) await import("./paper.js");
if (document.querySelector("main form[method=post]:not([data-autosave]) [data-longest]")) await import("./counting.js");
