// Sends one session that waits on this device, and says what became of it. It is stored only when the server says that
// it is: no answer, half of one, the sign-in page or any other page proves nothing; then it waits for the next time.
// Sent twice, it is stored once, by the key of its form.
import { sentFields } from "../boxes.js";
import { stored } from "../kept.js";
import { faultsIn } from "./faults.js";
import { enqueue, forget } from "./queue.js";

const PATIENCE = 20000; // for a signal so weak that no answer comes

// The token belongs to a visit: the page that sends has its own.
const bodyOf = (entry) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const own = [["csrfmiddlewaretoken", token], ["draft_key", entry.key]];
  return new URLSearchParams([...sentFields(entry.fields), ...own]);
};

const SIGNED_OUT = { why: "You are signed out.", until: "when you have signed in here again" };
const REFUSES = { why: "The server does not take it just now.", until: "later" };
const NO_ANSWER = { why: "There is no answer.", until: "later" };
export const NO_SIGNAL = { why: "There is no signal.", until: "when there is one" };

const outcome = (entry, answer, text) => {
  if (stored().includes(entry.key)) return { isStored: true };
  if (answer.type === "opaqueredirect" || answer.url.includes("/sign-in/")) return SIGNED_OUT;
  const found = faultsIn(new DOMParser().parseFromString(text, "text/html"));
  return found.faults.length > 0 ? found : REFUSES;
};

// redirect: "manual" leaves the page that follows, with its message, to whoever opens it.
export const send = async (entry, address, redirect = "follow") => {
  let became;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(address, { method: "POST", body: bodyOf(entry), redirect, signal });
    became = outcome(entry, answer, await answer.text());
  } catch {
    became = navigator.onLine ? NO_ANSWER : NO_SIGNAL;
  }
  if (became.isStored) forget(entry.key);
  else if (became.faults) enqueue({ ...entry, faults: became.faults });
  return became;
};
