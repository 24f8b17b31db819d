// Keeps what is typed into the forms of a page until the server is known to hold it, and puts it back where it was
// lost.
// The self-assessment saves its boxes itself (assessment.js). Without this script the server gives back what was sent.
import { boxes } from "./boxes.js";
import { Draft } from "./drafts/draft.js";
import { inTurn } from "./kept.js";

// answers: the draft that this page answers. back: the notice of words that the server has put back itself.
const { person, answers } = document.body.dataset;
const back = document.querySelector("[data-words-back]");
const drafts = new Map();

const isKept = (form) =>
  !form.matches("[data-autosave], [data-not-kept]") && !form.querySelector("[type=password]") && boxes(form).length > 0;

// The same form has the same address on each page on which it stands; of several with one address each has its number.
const addressOf = (form) => new URL(form.getAttribute("action") ?? "", location.href);
const forms = [...document.querySelectorAll("main form[method=post]")];
const nameOf = (form) => {
  const { pathname, search } = addressOf(form);
  const before = forms.slice(0, forms.indexOf(form)).filter((one) => addressOf(one).href === addressOf(form).href);
  return [pathname + search, before.length || ""].join("");
};

for (const form of forms) {
  if (isKept(form)) drafts.set(form, new Draft(form, `${person}${nameOf(form)}`));
  // A page that asks once more before it stores what was sent to its address.
  else if (answers && addressOf(form).pathname === location.pathname) Draft.name(form, answers);
}

const of = (event) => drafts.get(event.target.form ?? event.target);
for (const kind of ["input", "change"]) document.addEventListener(kind, (event) => of(event)?.typed());
document.addEventListener("submit", (event) => event.defaultPrevented || of(event)?.isSent());
for (const kind of ["pagehide", "visibilitychange"]) {
  addEventListener(kind, () => drafts.forEach((draft) => draft.keepNow()), true);
}

// Says whether the words of this form are kept, for whoever finds that the session is over.
export const isOver = (form) => drafts.get(form)?.isOver() ?? false;

if (document.readyState === "loading") await new Promise((act) => addEventListener("DOMContentLoaded", act));
for (const draft of drafts.values()) await inTurn(() => draft.open(answers, Boolean(back)));
back?.querySelector("a")?.addEventListener("click", () => drafts.forEach((draft) => draft.forget()));
