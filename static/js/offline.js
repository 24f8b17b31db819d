// Sessions typed where there is no signal wait on this phone, and join when the person who typed them is signed in.
// On the page without a signal (data-shell) everything is kept; elsewhere what is kept is sent.
const QUEUE = "promise-tracker-sessions";
const CHOICES = "promise-tracker-choices";
const PATIENCE = 4000;
const place = document.getElementById("kept");
const form = document.getElementById("log");
const isShell = Boolean(form?.matches("[data-shell]"));

const read = (name, otherwise) => {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));
const choices = read(CHOICES, {});
// Whoever is signed in here; without a signal, whoever opened the form here last.
const owner = place.dataset.owner ?? choices.owner;
const mine = () => read(QUEUE, []).filter((entry) => entry.owner === owner);
const forget = (key) => write(QUEUE, read(QUEUE, []).filter((entry) => entry.key !== key));

const element = (tag, text, className = "") => Object.assign(document.createElement(tag), { textContent: text, className });
const say = (...nodes) => place.append(...nodes);

const label = (entry) => {
  const value = (name) => entry.fields.find(([field]) => field === name)?.[1] ?? "";
  const kind = form?.elements.kind?.querySelector(`[value="${CSS.escape(value("kind"))}"]`)?.textContent ?? "Session";
  const day = new Date(`${value("held_on")}T12:00`);
  const on = Number.isNaN(day.getTime()) ? value("held_on") : day.toLocaleDateString("en-GB", { dateStyle: "long" });
  return `${kind.trim()} of ${on}, ${value("audiences-0-headcount") || "no"} people`;
};

const row = (entry, reason = "") => {
  const item = element("li", `${label(entry)}. ${reason} `);
  const button = element("button", "Throw it away", "pt_link-button");
  button.type = "button";
  button.addEventListener("click", () => {
    if (!confirm(`Throw away “${label(entry)}”? It has not been sent.`)) return;
    forget(entry.key);
    item.remove();
  });
  item.append(button);
  return item;
};

const list = (title, rows) => {
  if (rows.length === 0) return;
  const items = element("ul", "");
  items.append(...rows);
  say(element("p", title, "pt_empty__title"), items);
};

const showKept = () => {
  place.replaceChildren();
  list("Kept on this phone, not sent yet:", mine().map((entry) => row(entry)));
};

// --- keeping -----------------------------------------------------------------------------------------------------

const keep = () => {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const key = fields.find(([name]) => name === "form_key")[1];
  write(QUEUE, [...read(QUEUE, []).filter((entry) => entry.key !== key), { owner, key, fields }]);
  form.reset();
  prepare();
  showKept();
  say(element("p", "There is no signal. The session is kept on this phone and will be sent when there is one."));
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
    place.replaceChildren(element("p", "Open “Log a session” once with a signal, signed in. Then this works without."));
  } else if (!isShell && (await reachable())) {
    form.submit();
  } else if (form.reportValidity()) {
    keep();
  }
};

// --- choices that only signed-in people see: kept on the phone, never in the page ------------------------------------

const rememberChoices = () => {
  const options = [...form.querySelector("[name$=-service]").options].map((option) => [option.value, option.text]);
  const served = [...form.querySelectorAll("[name=sub_actions]")].map((box) => [box.value, box.labels[0].textContent]);
  const ticked = [...form.querySelectorAll("[name=sub_actions]:checked")].map((box) => box.value);
  write(CHOICES, { owner, options, served, ticked });
};

const offerChoices = () => {
  const { options = [], served = [], ticked = [] } = choices;
  form.querySelector("[name$=-service]").replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  const boxes = form.querySelector(".pt_phone__serves fieldset");
  served.forEach(([value, text], number) => {
    const box = Object.assign(document.createElement("input"), {
      type: "checkbox", name: "sub_actions", value, id: `serves-${number}`, className: "ds_checkbox__input",
    });
    box.defaultChecked = ticked.includes(value);
    const words = Object.assign(element("label", text, "ds_checkbox__label"), { htmlFor: box.id });
    const choice = element("div", "", "ds_checkbox ds_checkbox--small");
    choice.append(box, words);
    boxes.append(choice);
  });
  form.querySelector("[data-serves]").textContent = ticked.join(", ") || "no sub-action";
};

// --- sending ---------------------------------------------------------------------------------------------------------

// What became of an entry: "" when it is stored, else the reason; null when it could not be sent now.
const send = async (entry) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams([...entry.fields, ["csrfmiddlewaretoken", token]]);
  try {
    const answer = await fetch(place.dataset.log, { method: "POST", body });
    const { pathname } = new URL(answer.url);
    if (answer.redirected) return pathname === place.dataset.log ? "" : null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".ds_error-summary__list")?.textContent.trim().replace(/\s+/g, " ") || null;
  } catch {
    return null;
  }
};

const sendKept = async () => {
  const refused = [];
  let joined = 0;
  for (const entry of mine()) {
    const reason = await send(entry);
    if (reason === "") {
      forget(entry.key);
      joined += 1;
    } else if (reason) {
      refused.push(row(entry, `It was not taken: ${reason}`));
    }
  }
  place.replaceChildren();
  if (joined) say(element("p", `${joined === 1 ? "A session that was" : `${joined} sessions that were`} kept on this phone ${joined === 1 ? "has" : "have"} joined.`));
  list("These could not join. Log them anew, then throw them away here:", refused);
};

const prepare = () => {
  const today = new Date().toLocaleDateString("sv"); // as 2026-12-31
  Object.assign(form.elements.held_on, { value: today, max: today });
  form.elements.form_key.value = crypto.randomUUID();
};

if (isShell) {
  offerChoices();
  prepare();
  showKept();
  addEventListener("online", () => {
    const link = Object.assign(element("a", "Send what is kept"), { href: place.dataset.log });
    say(element("p", "There is a signal again. "), link);
  });
} else {
  if (form) rememberChoices();
  if (mine().length > 0) await sendKept();
  navigator.serviceWorker?.register("/sw.js").catch(() => {}); // without it, logging works with a signal only
}
form?.addEventListener("submit", onSubmit);
