// Keeps people signed in while they type: the server renews a session only when it is asked for something.
// At most one small request in five minutes; none when nobody types. Without this script a session lasts an hour
// after the last page.
import { isOver } from "./drafts.js";
import { element } from "./elements.js";

const PAUSE = 5 * 60 * 1000;
const KEPT = "You are signed out. Your words are kept on this device. Sign in again in another tab, or ";
const NOT_KEPT =
  "You are signed out, and this device cannot keep your words. Leave this page open, and sign in again in ";
let asked = -Infinity;

const signIn = (words, target = "") => {
  const href = `/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`;
  return Object.assign(element("a", words), { href, target });
};

const sayItIsOver = (box) => {
  const isKept = isOver(box.form);
  const note = element("p", isKept ? KEPT : NOT_KEPT, "ds_question__error-message");
  note.setAttribute("role", "alert");
  note.append(isKept ? signIn("sign in here") : signIn("another tab", "_blank"), isKept ? ": they come back." : ".");
  box.after(note);
  document.removeEventListener("input", onTyping);
};

const onTyping = async (event) => {
  const inForm = event.target.closest("main form[method=post]");
  if (!inForm || !event.isTrusted || performance.now() - asked < PAUSE) return;
  asked = performance.now();
  try {
    const answer = await fetch("/still-here/", { redirect: "manual", cache: "no-store" });
    // A session that is over leads to the sign-in page.
    if (answer.type === "opaqueredirect") sayItIsOver(event.target);
  } catch {
    // No network just now: the next words typed after the pause ask again.
  }
};

document.addEventListener("input", onTyping);
