// Keeps people signed in while they type: the server renews a session only when it is asked for something.
// At most one small request in five minutes; none when nobody types. Without this script a session lasts an hour
// after the last page.
const PAUSE = 5 * 60 * 1000;
const OVER = "You are signed out. Copy your text before you go on.";
let asked = -Infinity;

const sayItIsOver = (box) => {
  const note = document.createElement("p");
  note.className = "ds_question__error-message";
  note.setAttribute("role", "alert");
  note.textContent = OVER;
  box.after(note);
  document.removeEventListener("input", onTyping);
};

const onTyping = async (event) => {
  const inForm = event.target.closest("main form[method=post]");
  if (!inForm || performance.now() - asked < PAUSE) return;
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
