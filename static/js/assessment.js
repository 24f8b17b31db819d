// Saves each box of a self-assessment while people type, and keeps what is not saved yet on the device.
// Without this script the buttons below the boxes save them.
import { age, drop, keep, kept } from "./kept.js";

const PAUSE = 3000; // after the last keystroke
const LONGEST_WAIT = 10000; // while someone types on
const WARN = 1000; // characters left
const narrow = matchMedia("(max-width: 47.99rem)").matches;

const form = document.querySelector("[data-autosave]");
const said = document.querySelector("[data-said]");
let leaving = false;

const element = (name, text = "", type = "") => Object.assign(document.createElement(name), { textContent: text, className: type });

const button = (label, act) => {
  const made = element("button", label, "ds_button ds_button--secondary ds_button--small");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const passage = (title, text) => {
  const part = element("div");
  part.append(element("h3", title), element("p", text || "(empty)", "pt_said"));
  return part;
};

class Box {
  constructor(place) {
    this.place = place;
    this.name = place.dataset.box;
    this.area = place.querySelector("textarea");
    this.state = place.querySelector("[data-state]");
    this.left = place.querySelector("[data-left]");
    this.notes = place.querySelector("[data-notes]");
    this.version = form.elements[`version-${this.name}`];
    this.shown = form.elements[`shown-${this.name}`];
    // The text that the server has, as far as this page knows; and one that was sent without an answer.
    this.unsaved = "unsaved" in place.dataset;
    this.stored = this.unsaved ? null : this.area.defaultValue;
    this.uncertain = null;
    this.savedAt = 0;
    this.busy = null;
    // Where both texts are shown, saving over theirs is a decision: the button's.
    this.stopped = "conflict" in place.dataset;
    this.area.addEventListener("input", () => this.onInput());
    this.area.addEventListener("blur", () => this.save());
    this.offer();
    this.count();
  }

  get changed() {
    return this.area.value !== this.stored;
  }

  get tooMany() {
    return this.area.value.length - Number(form.dataset.longest);
  }

  onInput() {
    this.count();
    keep(this.place.dataset.mark, this.area.value);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), PAUSE);
    this.wait ??= setTimeout(() => this.save(), LONGEST_WAIT);
    if (!this.bad && !this.stopped) this.say("Typing…");
  }

  count() {
    const left = -this.tooMany;
    this.left.hidden = left > WARN;
    this.left.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
  }

  say(text, bad = false) {
    if (bad && text !== this.state.textContent) said.textContent = `${this.area.labels[0].textContent}: ${text}`;
    this.bad = bad;
    this.state.textContent = text;
    this.state.classList.toggle("pt_box__state--bad", bad);
  }

  sayHowLongAgo() {
    if (this.savedAt && !this.bad && !this.changed) this.say(`Saved ${age(this.savedAt)}`);
  }

  body() {
    const token = form.elements.csrfmiddlewaretoken.value;
    return new URLSearchParams({ csrfmiddlewaretoken: token, version: this.version.value, text: this.area.value });
  }

  // One request a box at a time; what is typed meanwhile goes with the next one.
  async save() {
    clearTimeout(this.pause);
    clearTimeout(this.wait);
    this.wait = undefined;
    if (this.stopped || this.busy || !this.changed) return;
    if (this.tooMany > 0) {
      this.say(`Not saved: ${this.tooMany} characters too many. Kept on this device.`, true);
      return;
    }
    this.busy = this.send();
    await this.busy;
    this.busy = null;
    if (this.changed && !this.bad) this.wait ??= setTimeout(() => this.save(), PAUSE);
  }

  async send() {
    const text = this.area.value;
    let answer;
    try {
      answer = await fetch(this.place.dataset.url, { method: "POST", body: this.body(), redirect: "manual" });
    } catch {
      this.uncertain = text;
      this.fail("Not saved: no connection. Kept on this device.");
      return;
    }
    if (answer.ok) this.onSaved(text, await answer.json());
    else if (answer.status === 409) this.onConflict(await answer.json());
    else if (answer.status === 422) this.say(`Not saved: ${(await answer.json()).message} Kept on this device.`, true);
    else if (answer.type === "opaqueredirect") this.lead("Not saved: you are signed out. Kept on this device.", "Sign in again");
    else if (answer.status === 403) this.lead("Not saved: this page is out of date. Kept on this device.", "Open it again");
    else this.fail("Not saved: the server does not answer. Kept on this device.");
  }

  // Tries again by itself.
  fail(text) {
    this.say(text, true);
    this.wait ??= setTimeout(() => this.save(), LONGEST_WAIT);
  }

  onSaved(text, answer) {
    this.version.value = answer.version;
    this.shown.value = "";
    this.stored = text;
    this.uncertain = null;
    this.savedAt = Date.now();
    if (!this.changed) drop(this.place.dataset.mark);
    this.say("Saved just now");
    this.notes.querySelector("[data-masked]")?.remove();
    if (answer.masked.length > 0) this.onMasked(answer.masked.join(" and "));
  }

  onMasked(kinds) {
    const note = element("p", `Saved without what looks like ${kinds}: nothing about a person may be kept here. Please take it out.`, "ds_question__error-message");
    note.dataset.masked = "";
    note.setAttribute("role", "alert");
    this.notes.append(note);
  }

  // Opening the page anew asks whoever is signed out to sign in, and leads back to it.
  lead(text, label) {
    this.say(`${text} `, true);
    const link = element("a", label);
    link.href = form.dataset.here;
    this.state.append(link);
  }

  onConflict({ version, text, by }) {
    // The answer to an earlier save was lost on the way: what stands there is one's own.
    if (text === this.uncertain || text === this.area.value) {
      this.version.value = version;
      this.stored = text;
      this.uncertain = null;
      this.bad = false;
      if (!this.changed) drop(this.place.dataset.mark);
      this.say("Saved just now");
      return;
    }
    this.stopped = true;
    this.say("Not saved yet: choose below.", true);
    const both = element("div", "", "pt_state");
    const texts = element("div", "", "pt_both");
    const mine = passage("Yours", this.area.value);
    const follow = () => (mine.lastChild.textContent = this.area.value || "(empty)");
    this.area.addEventListener("input", follow);
    texts.append(mine, passage("Theirs", text));
    const settle = () => {
      this.area.removeEventListener("input", follow);
      both.remove();
      this.stopped = false;
      this.version.value = version;
      this.shown.value = "";
      this.stored = text;
      this.say("");
      this.area.focus();
    };
    const choices = element("div", "", "ds_button-group");
    choices.append(
      button("Keep mine", () => (settle(), this.save())),
      button("Take theirs", () => {
        settle();
        this.area.value = text;
        drop(this.place.dataset.mark);
        this.count();
        this.say("Saved");
      }),
    );
    both.append(element("h3", `${by} saved this box while you were writing`), texts, choices);
    both.querySelector("h3").id = `conflict-${this.name}`;
    this.notes.append(both);
  }

  // Text that an earlier visit left on this device: nothing is typed over it before it is decided upon.
  offer() {
    if (this.unsaved) {
      keep(this.place.dataset.mark, this.area.value);
      return;
    }
    const found = kept(this.place.dataset.mark);
    if (!found || found.text === this.area.value) {
      drop(this.place.dataset.mark);
      return;
    }
    this.area.readOnly = true;
    const when = new Date(found.at);
    const day = when.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
    const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const offered = element("div", "", "pt_state");
    const decide = (act) => () => {
      this.area.readOnly = false;
      offered.remove();
      act();
      this.area.focus();
    };
    const choices = element("div", "", "ds_button-group");
    choices.append(
      button("Use it", decide(() => {
        this.area.value = found.text;
        this.onInput();
        this.save();
      })),
      button("Throw it away", decide(() => drop(this.place.dataset.mark))),
    );
    offered.append(passage(`Text that was not saved on ${day} at ${time}`, found.text), choices);
    this.notes.append(offered);
  }

  // The page goes: what is not saved is sent on its way without waiting for the answer.
  onLeaving() {
    if (this.stopped || this.area.readOnly || !this.changed || this.tooMany > 0 || this.busy) return;
    this.uncertain = this.area.value;
    fetch(this.place.dataset.url, { method: "POST", body: this.body(), redirect: "manual", keepalive: true }).catch(() => {});
  }
}

if (narrow) for (const part of document.querySelectorAll("[data-closed-on-a-phone]")) part.open = false;

// What was submitted need not stay on the device.
for (const answer of document.querySelectorAll("[data-submitted]")) {
  if (kept(answer.dataset.submitted)?.text === answer.textContent) drop(answer.dataset.submitted);
}

if (form) {
  const boxes = [...form.querySelectorAll("[data-box]")].map((place) => new Box(place));
  setInterval(() => boxes.forEach((box) => box.sayHowLongAgo()), 5000);
  addEventListener("online", () => boxes.forEach((box) => box.save()));
  addEventListener("pagehide", () => leaving || boxes.forEach((box) => box.onLeaving()));
  form.addEventListener("submit", async (event) => {
    // A save that is under way would make the form's versions old.
    const busy = boxes.map((box) => box.busy).filter(Boolean);
    leaving = busy.length === 0;
    for (const box of boxes) clearTimeout(box.pause), clearTimeout(box.wait);
    if (leaving) return;
    event.preventDefault();
    await Promise.all(busy);
    form.requestSubmit(event.submitter);
  });
}
