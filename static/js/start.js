// Starts what every page needs: the design system's components that a page uses, one by one (its own initAll() would
// also start analytics), and what keeps typed words. Every page works without this script.
import { dropAll, dropOld, dropSaved, noteSignedOut, read, SESSIONS, takeStored } from "./kept.js";

const components = {
  "ds-datepicker": "DatePicker",
};
const JUST_NOW = 5 * 60 * 1000;
const { person, answers } = document.body.dataset;

// Words leave the device when they are stored, when someone signs out, and after a day.
dropSaved(takeStored());
dropOld();
if (!person) noteSignedOut(Date.now() - JUST_NOW);
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (new URL(form.getAttribute("action") ?? "", location.href).pathname !== "/sign-out/") return;
  if (!read(SESSIONS)?.length) return dropAll();
  // Sessions that are not sent yet wait on few devices: only these load what asks about them.
  event.preventDefault();
  const { asksBeforeLeaving } = await import("./offline/leaving.js");
  if (!asksBeforeLeaving(form, person)) (dropAll(), form.submit());
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
    const started = new designSystem.components[components[place.dataset.module]](place);
    started.init();
    // Its own text promises that Escape closes its dialog, and its script forgets it.
    place.addEventListener("keydown", ({ key }) => key === "Escape" && started.isOpen() && started.closeDialog());
  }
}

if (document.querySelector("main :is(textarea, input.ds_input)")) await import("./paper.js");
if (document.querySelector("main form[method=post]:not([data-autosave]) [data-longest]")) await import("./counting.js");

// Where someone signed in has a box to write in, their session lasts while they write, and their words are kept; also
// where a page asks once more about words that were sent.
const box = document.querySelector(
  "main form[method=post]:not([data-autosave]) :is(textarea, select, input:not([type=hidden]))",
);
if (person && (box || answers)) {
  await import("./drafts.js");
  await import("./typing.js");
}
