// A session is kept on this device first, then sent, and forgotten only when the server says that it has stored it:
// so it may be typed where there is no signal, or be lost on the way, and is counted once all the same. What waits is
// shown whole until it is stored or thrown away. Without this script sessions are logged with a signal only.
import { agrees, fieldsOf, fill, inWords, isUntouched } from "./boxes.js";
import { button, element } from "./elements.js";
import { lastOwner, offerChoices, rememberChoices } from "./offline/choices.js";
import { clearFaults, showFaults } from "./offline/faults.js";
import "./offline/leaving.js"; // for start.js, where there is no signal to fetch it
import { list } from "./offline/list.js";
import { enqueue, forget, waitingOf } from "./offline/queue.js";
import { NO_SIGNAL, send } from "./offline/sending.js";

const CANNOT_KEEP = "This device cannot keep the session. It is on this page only, until it is sent.";
const UNFINISHED = { box: "", text: "You had not finished it." };
const place = document.getElementById("kept");
const address = place.dataset.log;
const form = document.getElementById("log");
const isShell = Boolean(form?.matches("[data-shell]"));
// Whoever is signed in here; without a signal, whoever opened the form here last.
const owner = document.body.dataset.person ?? lastOwner;
let open = null; // the key of the session that stands in the form, to be corrected
let isBusy = false;

const prepare = () => {
  const today = new Date().toLocaleDateString("sv"); // as 2026-12-31
  Object.assign(form.elements.held_on, { defaultValue: today, value: today, max: today });
  form.elements.form_key.value = crypto.randomUUID();
  open = null;
};

const say = (...sentences) => {
  const waiting = waitingOf(owner).filter(({ key }) => key !== open);
  const nodes = list(waiting, { correct, change: () => say() });
  const toSend = isShell ? 0 : waiting.filter(({ faults }) => !faults).length;
  const words = toSend === 1 ? "Send it now" : "Send them now";
  if (toSend > 0) nodes.push(button(words, () => sendWaiting(), "pt_link-button"));
  place.replaceChildren(...sentences.filter(Boolean).map((one) => element("p", one)), ...nodes);
};

// Where there is no form, the page of the form opens it.
const correct = (entry) => {
  if (!form) return location.assign(`${address}#${entry.key}`);
  if (!setAside()) return say(CANNOT_KEEP);
  open = entry.key;
  fill(form, entry.fields);
  form.dispatchEvent(new Event("queued")); // it waits already, and is no draft
  form.elements.form_key.value = entry.key;
  if (entry.faults) showFaults(form, entry.faults);
  else clearFaults(form);
  say();
  form.scrollIntoView();
};

const entryOf = () => {
  const fields = fieldsOf(form);
  return { owner, key: form.elements.form_key.value, fields, words: inWords(form, fields) };
};

// Waits in the place of what was opened in the form. Says whether it does.
const hold = (entry) => {
  const isKept = enqueue(entry);
  if (isKept && open && open !== entry.key) forget(open);
  return isKept;
};

// What stands in the form makes room for another session. Says whether nothing of it is lost.
const setAside = () => {
  const kept = waitingOf(owner).find(({ key }) => key === open);
  const isKept = kept ? agrees(form, kept.fields) : isUntouched(form);
  return isKept || hold({ ...entryOf(), faults: [UNFINISHED] });
};

// Only what waits may leave the form.
const empty = () => {
  form.reset();
  clearFaults(form);
  prepare();
};

const onRefused = (entry, { faults, newKey }) => {
  open = entry.key;
  say();
  showFaults(form, faults);
  // Sent before with other entries: pressed again, it is another session.
  if (newKey) form.elements.form_key.value = newKey;
};

// A device without room promises nothing.
const promise = (isKept) => {
  for (const words of document.querySelectorAll("[data-keeps]")) words.hidden = !isKept;
};

const log = async () => {
  const entry = entryOf();
  const isKept = hold(entry);
  promise(isKept);
  if (isKept) form.dispatchEvent(new Event("queued"));
  open = entry.key;
  say(isKept ? "Sending…" : CANNOT_KEEP);
  const isAlone = isShell || !navigator.onLine;
  const became = isAlone ? NO_SIGNAL : await send(entry, address, "manual");
  if (became.isStored) location.assign(address);
  else if (became.faults) onRefused(entry, became);
  else if (isKept) onWaiting(became);
  else say(`${became.why} ${CANNOT_KEEP}`);
};

const onWaiting = ({ why, until }) => {
  empty();
  say(`${why} The session is kept on this device and will be sent ${until}.`);
  place.scrollIntoView();
};

const onSubmit = async (event) => {
  if (event.submitter?.name === "add-audience") return;
  event.preventDefault();
  if (isBusy) return;
  if (isShell && !owner) {
    say("Open “Log a session” once with a signal, signed in. Then it works without one.");
    return;
  }
  // Without a signal nobody else says what is missing.
  if ((isShell || !navigator.onLine) && !form.reportValidity()) return;
  isBusy = true;
  await log();
  isBusy = false;
};

// As on the page with a signal, where the words are back too.
const keepDraft = async () => {
  Object.assign(form, { method: "post", action: address });
  document.body.dataset.person = owner;
  await import("./drafts.js");
};

const joinedWords = (joined) =>
  joined === 1
    ? "A session that was kept on this device is sent and counted."
    : `${joined} sessions that were kept on this device are sent and counted.`;

const sendWaiting = async () => {
  let [joined, why] = [0, ""];
  for (const entry of waitingOf(owner).filter(({ faults, key }) => !faults && key !== open)) {
    const became = await send(entry, address);
    if (became.isStored) joined += 1;
    else why = became.why ?? "";
  }
  say(joined > 0 && joinedWords(joined), why);
};

if (isShell) {
  offerChoices(form);
  prepare();
  if (owner) await keepDraft();
  addEventListener("online", () => {
    const sentence = element("p", "There is a signal again. ");
    sentence.append(Object.assign(element("a", "Send what is kept"), { href: address }));
    place.append(sentence);
  });
} else if (form) {
  promise(rememberChoices(form, owner));
}
form?.addEventListener("submit", onSubmit);

const asked = form && waitingOf(owner).find(({ key }) => `#${key}` === location.hash);
if (asked) correct(asked);
else say();
if (!isShell) {
  if (!asked && waitingOf(owner).length > 0) await sendWaiting();
  navigator.serviceWorker?.register("/sw.js").catch(() => {}); // without it, logging works with a signal only
}
