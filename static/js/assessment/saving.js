// When a box is sent to the server, and what its answers mean. A text that did not arrive stays on the device.
import { element } from "../elements.js";
import { showBoth } from "./conflict.js";

const PAUSE = 3000; // after the last keystroke
const LONGEST_WAIT = 10000; // while someone types on

const SIGNED_OUT = "Not saved: you are signed out.";
const OUT_OF_DATE = "Not saved: this page is out of date.";

const waitAtMost = (box, time) => (box.wait ??= setTimeout(() => save(box), time));

export const hold = (box) => {
  clearTimeout(box.pause);
  clearTimeout(box.wait);
};

export const typed = (box) => {
  box.count();
  box.keep();
  clearTimeout(box.pause);
  box.pause = setTimeout(() => save(box), PAUSE);
  waitAtMost(box, LONGEST_WAIT);
  if (!box.bad && !box.stopped) box.say("Typing…");
};

// One request a box at a time; what is typed meanwhile goes with the next one.
export const save = async (box) => {
  hold(box);
  box.wait = undefined;
  if (box.stopped || box.busy || !box.changed) return;
  if (box.tooMany > 0) {
    box.say(`Not saved: shorten this by ${box.tooMany} characters. ${box.whereKept}`, true);
    return;
  }
  box.busy = send(box);
  await box.busy;
  box.busy = null;
  if (box.changed && !box.bad) waitAtMost(box, PAUSE);
};

const post = (box, options = {}) => {
  const csrfmiddlewaretoken = box.form.elements.csrfmiddlewaretoken.value;
  const body = new URLSearchParams({ csrfmiddlewaretoken, version: box.version.value, text: box.area.value });
  return fetch(box.url, { method: "POST", body, redirect: "manual", ...options });
};

const send = async (box) => {
  const text = box.area.value;
  let answer;
  try {
    answer = await post(box);
  } catch {
    box.uncertain = text;
    tryAgain(box, `Not saved: no connection. ${box.whereKept}`);
    return;
  }
  if (answer.ok) onSaved(box, text, await answer.json());
  else if (answer.status === 409) onConflict(box, await answer.json());
  else if (answer.status === 422) box.say(`Not saved: ${(await answer.json()).message} ${box.whereKept}`, true);
  else if (answer.type === "opaqueredirect") box.sayWithWayBack(`${SIGNED_OUT} ${box.whereKept}`, "Sign in again");
  else if (answer.status === 403) box.sayWithWayBack(`${OUT_OF_DATE} ${box.whereKept}`, "Open it again");
  else tryAgain(box, `Not saved: the server does not answer. ${box.whereKept}`);
};

const tryAgain = (box, text) => {
  box.say(text, true);
  waitAtMost(box, LONGEST_WAIT);
};

const onSaved = (box, text, { version, masked }) => {
  box.shown.value = "";
  box.savedAt = Date.now();
  box.isStored(text, version);
  box.notes.querySelector("[data-masked]")?.remove();
  if (masked.length > 0) box.notes.append(maskedNote(masked.join(" and ")));
};

const maskedNote = (kinds) => {
  const said = `Saved without what looks like ${kinds}: nothing about a person may be kept here. Please take it out.`;
  const note = element("p", said, "ds_question__error-message");
  note.dataset.masked = "";
  note.setAttribute("role", "alert");
  return note;
};

const onConflict = (box, theirs) => {
  // The answer to an earlier save was lost on the way: what stands there is one's own.
  if (theirs.text === box.uncertain || theirs.text === box.area.value) box.isStored(theirs.text, theirs.version);
  else showBoth(box, theirs, () => save(box));
};

// The page goes: what is not saved is sent on its way without waiting for the answer.
export const sendOnLeaving = (box) => {
  if (box.stopped || box.area.readOnly || !box.changed || box.tooMany > 0 || box.busy) return;
  box.uncertain = box.area.value;
  post(box, { keepalive: true }).catch(() => {});
};
