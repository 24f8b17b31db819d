// Sends what waits on this device. A session is forgotten only when the server says that it holds it: no answer, half of
// one, the sign-in page or any other page proves nothing; then it waits for the next page with a signal. Sent twice, it
// is stored once, by the key of its form.
import { button, element } from "../elements.js";
import { keptWords, list } from "./list.js";
import { forget, waitingOf } from "./queue.js";

// The message of the log page when it has stored a session. To be led to that page is no proof: signing in leads there.
const saysLogged = (page) =>
  [...page.querySelectorAll(".ds_notification-message")].some((said) => said.textContent.trim().startsWith("Logged: "));

const faults = (page) => page.querySelector(".ds_error-summary__list")?.textContent.trim().replace(/\s+/g, " ");

// What became of an entry: "" when it is stored, else the reason; null when it could not be sent now.
const send = async (entry, address) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams([...entry.fields, ["csrfmiddlewaretoken", token]]);
  try {
    const answer = await fetch(address, { method: "POST", body });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected) return new URL(answer.url).pathname === address && saysLogged(page) ? "" : null;
    return faults(page) || null;
  } catch {
    return null;
  }
};

const joinedWords = (joined) =>
  joined === 1
    ? "A session that was kept on this device is sent and counted."
    : `${joined} sessions that were kept on this device are sent and counted.`;

export const sendWaiting = async (owner, place) => {
  const refused = [];
  const waiting = [];
  let joined = 0;
  for (const entry of waitingOf(owner)) {
    const reason = await send(entry, place.dataset.log);
    if (reason === "") {
      forget(entry.key);
      joined += 1;
    } else if (reason) {
      refused.push([entry, `It was not taken: ${reason}`]);
    } else {
      waiting.push([entry]);
    }
  }
  place.replaceChildren();
  if (joined) place.append(element("p", joinedWords(joined)));
  place.append(...list(keptWords(waiting.length), waiting));
  if (waiting.length > 0) place.append(button("Send it now", () => sendWaiting(owner, place), "pt_link-button"));
  place.append(...list("Not counted yet. Log it again with what is missing, then throw it away here:", refused));
};
