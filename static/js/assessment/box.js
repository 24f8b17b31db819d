// One box of a self-assessment: the text on the page, what the server has of it as far as the page knows, and the line
// that says how the two stand. What is sent when is saving.js.
import { element } from "../elements.js";
import { drop, keep } from "../kept.js";

const NUMBER = new Intl.NumberFormat("en-GB");

// How long ago something was, as "10 seconds ago".
export const age = (moment) => {
  const seconds = Math.round((Date.now() - moment) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
};

export class Box {
  constructor(place, form) {
    this.form = form;
    this.name = place.dataset.box;
    this.url = place.dataset.url;
    this.mark = place.dataset.mark;
    this.area = place.querySelector("textarea");
    this.state = place.querySelector("[data-state]");
    this.length = place.querySelector("[data-length]");
    this.notes = place.querySelector("[data-notes]");
    this.version = form.elements[`version-${this.name}`];
    this.shown = form.elements[`shown-${this.name}`];
    // The text that the server has; null where it refused what stands here. And one that was sent without an answer.
    this.unsaved = "unsaved" in place.dataset;
    this.stored = this.unsaved ? null : this.area.defaultValue;
    this.uncertain = null;
    this.savedAt = 0;
    // The request that is under way, if any.
    this.busy = null;
    // Where both texts are shown, saving over theirs is a decision: the button's.
    this.stopped = "conflict" in place.dataset;
  }

  get changed() {
    return this.area.value !== this.stored;
  }

  get tooMany() {
    return this.area.value.length - this.longest;
  }

  get longest() {
    return Number(this.form.dataset.longest);
  }

  keep() {
    this.isKept = keep(this.mark, { text: this.area.value });
  }

  // Where the words are that the server does not have.
  get whereKept() {
    return this.isKept ? "Your words are kept on this device." : "They are on this page only: leave it open.";
  }

  count() {
    const [typed, longest] = [this.area.value.length, this.longest].map((number) => NUMBER.format(number));
    this.length.textContent = `${typed} of ${longest} characters`;
    this.length.classList.toggle("pt_alarm", this.tooMany > 0);
  }

  say(text, bad = false) {
    const aloud = document.querySelector("[data-said]");
    if (bad && text !== this.state.textContent) aloud.textContent = `${this.area.labels[0].textContent}: ${text}`;
    this.bad = bad;
    this.state.textContent = text;
    this.state.classList.toggle("pt_alarm", bad);
    this.form.dispatchEvent(new Event("told")); // the line at the bottom says how all of them stand
  }

  // Opening the page anew asks whoever is signed out to sign in, and leads back to it.
  sayWithWayBack(text, label) {
    this.say(`${text} `, true);
    this.state.append(Object.assign(element("a", label), { href: this.form.dataset.here }));
  }

  sayHowLongAgo() {
    if (this.savedAt && !this.bad && !this.changed) this.say(`Saved ${age(this.savedAt)}`);
  }

  // The server has this text. Only where nothing was typed since may the device forget.
  isStored(text, version) {
    this.version.value = version;
    this.stored = text;
    this.uncertain = null;
    if (!this.changed) drop(this.mark);
    this.say("Saved just now");
  }
}
