// Starts the design system's components that a page uses, one by one: its own initAll() would also start analytics.
// Every page works without this script.
const components = {
  "ds-datepicker": "DatePicker",
};

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

// Texts that a self-assessment keeps on the device go when someone signs out, and after a day.
const typed = (() => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("typed:"));
  } catch {
    return false;
  }
})();
if (typed || document.querySelector("[data-autosave]")) {
  const { dropAll, dropOld } = await import("./kept.js");
  dropOld();
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.getAttribute("action") ?? "", location.href).pathname === "/sign-out/") dropAll();
  });
}
