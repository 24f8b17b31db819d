// Sessions typed where there is no signal wait on this device, and join when the person who typed them is signed in.
// On the page without a signal (data-shell) everything is kept; elsewhere what is kept is sent. Without this script
// sessions are logged with a signal only.
import { element } from "./elements.js";
import { lastOwner, offerChoices, rememberChoices } from "./offline/choices.js";
import { keptWords, list } from "./offline/list.js";
import { enqueue, waitingOf } from "./offline/queue.js";
import { sendWaiting } from "./offline/sending.js";

const PATIENCE = 4000; // for a signal so weak that no answer comes
const place = document.getElementById("kept");
const form = document.getElementById("log");
const isShell = Boolean(form?.matches("[data-shell]"));
// Whoever is signed in here; without a signal, whoever opened the form here last.
const owner = place.dataset.owner ?? lastOwner;

const prepare = () => {
  const today = new Date().toLocaleDateString("sv"); // as 2026-12-31
  Object.assign(form.elements.held_on, { value: today, max: today });
  form.elements.form_key.value = crypto.randomUUID();
};

const say = (sentence) => {
  const waiting = waitingOf(owner).map((entry) => [entry]);
  place.replaceChildren(...list(keptWords(waiting.length), waiting));
  if (sentence) place.append(element("p", sentence));
};

const keep = () => {
  // The token belongs to this visit; the page that sends it has its own.
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const key = form.elements.form_key.value;
  if (enqueue({ owner, key, fields })) {
    form.reset();
    prepare();
    say("There is no signal. The session is kept on this device and will be sent when there is one.");
  } else {
    say("There is no signal, and this device cannot keep the session. It is on this page only.");
  }
  place.scrollIntoView();
};

const reachable = async () => {
  if (!navigator.onLine) return false;
  try {
    await fetch("/still-here/", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    return true;
  } catch {
    return false;
  }
};

const onSubmit = async (event) => {
  if (event.submitter?.name === "add-audience") return;
  event.preventDefault();
  if (isShell && !owner) {
    place.replaceChildren(element("p", "Open “Log a session” once with a signal, signed in. Then it works without one."));
  } else if (!isShell && (await reachable())) {
    form.submit();
  } else if (form.reportValidity()) {
    keep();
  }
};

if (isShell) {
  offerChoices(form);
  prepare();
  say();
  addEventListener("online", () => {
    const sentence = element("p", "There is a signal again. ");
    sentence.append(Object.assign(element("a", "Send what is kept"), { href: place.dataset.log }));
    place.append(sentence);
  });
} else {
  if (form) rememberChoices(form, owner);
  for (const promise of document.querySelectorAll("[data-keeps]")) promise.hidden = false;
  if (waitingOf(owner).length > 0) await sendWaiting(owner, place);
  navigator.serviceWorker?.register("/sw.js").catch(() => {}); // without it, logging works with a signal only
}
form?.addEventListener("submit", onSubmit);
