// Ticks and ratings are saved as soon as they are made. Beside each stands what the server has (hidden fields), so that
// what was left alone is never written over what somebody else chose meanwhile.
import { element } from "../elements.js";

const AGAIN = 10000; // after a request without an answer
const MARK = /^(cited|none_|extent-|rated-)/;
const REFUSED = {
  0: "Not saved: you are signed out.", // an answer that leads to the sign-in page
  403: "Not saved: this page is out of date.",
};

const values = (fields, name) => fields.filter(([one]) => one === name).map(([, value]) => value);

const hidden = (name, value) => Object.assign(element("input"), { type: "hidden", name, value });

export class Marks {
  constructor(form) {
    this.form = form;
    this.busy = null;
    this.bad = "";
    this.savedAt = 0;
    this.changed = false;
    form.addEventListener("change", (event) => MARK.test(event.target.name) && this.made(event.target));
    for (const same of form.querySelectorAll("[name=same]")) {
      same.addEventListener("change", () => this.takeOver(same));
    }
  }

  // The same word as elsewhere is a choice like any other.
  takeOver(same) {
    const words = [...same.closest("[data-rate]").querySelectorAll("[type=radio]")];
    const word = words.find((one) => one.value === (same.checked ? same.dataset.word : ""));
    word.checked = true;
    this.made(word);
  }

  made(field) {
    this.place = field.closest("[data-rate], [data-cite]");
    this.save();
  }

  // One request at a time; what is ticked meanwhile goes with the next one.
  async save() {
    this.changed = true;
    if (this.busy) return;
    clearTimeout(this.wait);
    while (this.changed) {
      this.changed = false;
      this.busy = this.send();
      await this.busy;
    }
    this.busy = null;
    this.tell();
  }

  tell() {
    this.form.dispatchEvent(new Event("told"));
  }

  async send() {
    const fields = [...new FormData(this.form)].filter(([name]) => MARK.test(name));
    const token = ["csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value];
    const body = new URLSearchParams([token, ...fields]);
    let answer;
    try {
      answer = await fetch(this.form.dataset.marks, { method: "POST", body, redirect: "manual" });
    } catch {
      this.say("Not saved: no connection.");
      this.wait = setTimeout(() => this.save(), AGAIN);
      return;
    }
    if (answer.ok) this.isStored(fields);
    else if (answer.status === 409 || answer.status === 422) this.isRefused(await answer.json());
    else this.say(REFUSED[answer.status] ?? "Not saved: the server does not answer.");
  }

  isStored(fields) {
    for (const [name, value] of fields.filter(([one]) => one.startsWith("extent-"))) {
      this.form.elements[name.replace("extent-", "rated-")].value = value;
    }
    const cite = this.form.querySelector("[data-cite]");
    for (const old of cite.querySelectorAll("[name=cited_before], [name=none_before]")) old.remove();
    const offer = cite.querySelector("[data-offer]");
    offer.append(...values(fields, "cited").map((value) => hidden("cited_before", value)));
    cite.append(...values(fields, "none_yet").map((value) => hidden("none_before", value)));
    this.savedAt = Date.now();
    this.say("");
  }

  // Where somebody else rated meanwhile, theirs is shown: choosing again then replaces it knowingly.
  isRefused({ message, stands = {} }) {
    for (const [key, word] of Object.entries(stands)) {
      this.form.elements[`rated-${key}`].value = word;
      const theirs = [...this.form.elements[`extent-${key}`]].find((one) => one.value === word);
      if (theirs) theirs.checked = true;
    }
    this.say("Not saved: see the message.", message);
  }

  say(text, message = "") {
    this.bad = text;
    const said = this.place?.querySelector("[data-rate-said], [data-cite-said]");
    if (said) {
      said.textContent = message;
      said.hidden = !message;
    }
    this.tell();
  }
}
