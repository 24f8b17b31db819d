// What is said of words that are back in their form, and of those that cannot be kept.
import { dayAndTime, time } from "../moments.js";

export const CANNOT_KEEP = "This device cannot keep what you type. It is on this page only until you send it.";
export const SIGNED_OUT_ELSEWHERE =
  "You signed out in another window, so this device keeps nothing more. What you type is on this page only.";

const button = (form) =>
  form.querySelector("button:not([type=button], [name])")?.textContent.replace(/\s+/g, " ").trim();

export const happened = ({ at, sent, out }) => {
  if (out) return `You were signed out at ${time(out)} while you were writing. Your words are back.`;
  if (sent) return `Something went wrong when you sent this on ${dayAndTime(sent)}. Your words are back.`;
  return `You wrote this on ${dayAndTime(at)} and did not send it. Your words are back.`;
};

export const nothing = (form, { sent, out, hasFile }) => {
  const press = `“${button(form) ?? "Save"}”`;
  const again = hasFile ? "Files are not kept: choose yours again, read it through" : "Read it through";
  if (sent && !out) return `${again}, then press ${press} again: if it did arrive, it is not stored twice.`;
  return `${form.dataset.nothing ?? "Nothing has been saved."} ${again}, then press ${press}.`;
};

// Where they are not put back by themselves.
export const changed = ({ at, sent, out }) =>
  sent && !out
    ? `You sent this on ${dayAndTime(sent)} and had no answer. It did arrive, or this has changed: please look.`
    : `This has changed since you wrote these words on ${dayAndTime(at)}. They are not sent yet.`;
