// The draft of one form: kept while people type, put back when the same person opens the form again.
import { agrees, differing, fieldsOf, fill, inWords, isUntouched } from "../boxes.js";
import { button, element } from "../elements.js";
import { drop, findLeft, keep, over, takeOver, throwAway } from "../kept.js";
import { passage } from "../passage.js";
import { CANNOT_KEEP, SIGNED_OUT_ELSEWHERE, changed, happened, nothing } from "./words.js";

const PAUSE = 500; // between two keepings

const versionOf = (fields) => fields.find(([name]) => name === "version")?.[1];

export class Draft {
  constructor(form, mark) {
    this.form = form;
    this.mark = mark;
    this.place = element("div", "", "pt_kept");
    this.place.setAttribute("role", "status");
    form.prepend(this.place);
    this.key = Draft.name(form, crypto.randomUUID());
    this.ownKey = this.formKey?.value; // by which the server knows a form that comes twice
    this.isTyped = false;
    this.state = {}; // when it was sent, and when the session was found to be over
    // The queue of sessions has it.
    form.addEventListener("queued", () => {
      this.forget();
      this.place.replaceChildren();
    });
  }

  // The server names in its answer what it has stored (accounts/drafts.py).
  static name(form, id) {
    const key = Object.assign(element("input"), { type: "hidden", name: "draft_key", value: id });
    form.append(key);
    return key;
  }

  get formKey() {
    return this.form.elements.form_key;
  }

  setFormKey(key) {
    if (key && this.formKey) this.formKey.value = key;
  }

  typed() {
    if (this.isFilling) return;
    this.isTyped = true;
    this.wait ??= setTimeout(() => this.keep(), PAUSE);
  }

  isSent() {
    this.state = { sent: Date.now() };
    this.keep();
    // For whoever goes back to this page, where the browser puts in again what was sent.
    history.replaceState({ sent: this.mark, key: this.formKey?.value }, "");
  }

  isOver() {
    this.state = { ...this.state, out: Date.now() };
    return this.keep();
  }

  keepNow() {
    if (this.wait) this.keep();
  }

  keep() {
    clearTimeout(this.wait);
    this.wait = undefined;
    if (!this.isTyped) return true;
    const hasFile = [...this.form.elements].some((box) => box.files?.length > 0);
    const isKept = keep(this.mark, { id: this.key.value, fields: this.fields(), hasFile, ...this.state });
    if (!isKept) this.say(over ? SIGNED_OUT_ELSEWHERE : CANNOT_KEEP);
    return isKept;
  }

  // What the privacy check refused stays on this page only.
  fields() {
    const refused = [...this.form.querySelectorAll("[data-private]")].map((fault) => fault.closest("[id$=_error]")?.id);
    const names = [...this.form.elements].filter((box) => refused.includes(`${box.id}_error`)).map((box) => box.name);
    const kept = fieldsOf(this.form).filter(([name]) => !names.includes(name));
    return kept.map((field) => (field[0] === "version" && this.seen ? field.with(1, this.seen) : field));
  }

  forget() {
    clearTimeout(this.wait);
    this.wait = undefined;
    this.isTyped = false;
    drop(this.mark);
  }

  // answers: the draft that this page answers; its words stand in the form already, as where the server put them back.
  async open(answers, isBack) {
    const found = await findLeft(this.mark);
    const { sent, key } = history.state ?? {};
    if (!found && sent === this.mark) return this.isBack(key);
    // Typed before this script was there, or put back by the browser.
    if (!isUntouched(this.form)) this.typed();
    if (!found) return;
    if (found.id === answers || (isBack && found.sent)) this.goOn(found);
    else if (agrees(this.form, found.fields)) this.isTheSame(found);
    else if (this.isTyped || this.isOutOfDate(found)) this.offer(found);
    else this.putBack(found);
  }

  // Back on a page whose words are stored: sent again as they are, they are the same sending.
  isBack(key) {
    this.setFormKey(key);
    this.form.addEventListener("input", () => this.setFormKey(this.ownKey), { once: true });
  }

  goOn(found) {
    throwAway(found);
    // Where somebody else saved first, the page has their version by now; these words were written on an older one.
    this.seen = versionOf(found.fields);
    this.key.value = found.id;
    this.isTyped = true;
    this.keep();
  }

  // The browser has put the words back by itself, or the server has had them all along.
  isTheSame(found) {
    if (isUntouched(this.form)) throwAway(found);
    else this.take(found);
  }

  isOutOfDate({ fields }) {
    const now = this.form.elements.version?.value;
    return now !== versionOf(fields);
  }

  // Sent under the old key, what did arrive is not stored twice.
  take({ fields, ...found }) {
    const key = fields.find(([name]) => name === "form_key")?.[1];
    this.setFormKey(key);
    this.key.value = found.id;
    this.state = { sent: found.sent, out: found.out };
    this.isTyped = true;
    takeOver(this.mark, { ...found, fields });
  }

  fill(fields) {
    this.isFilling = true;
    fill(this.form, fields);
    this.isFilling = false;
  }

  putBack(found) {
    this.fill(found.fields);
    this.take(found);
    for (let fold = this.form.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const line = element("p", `${nothing(this.form, found)} `);
    line.append(button("Throw my words away", () => this.throwAway(found), "pt_link-button"));
    this.place.replaceChildren(element("p", happened(found), "pt_kept__title"), line);
  }

  throwAway(found) {
    this.forget();
    this.form.reset();
    this.fill([]);
    this.key.value = crypto.randomUUID();
    this.setFormKey(this.ownKey);
    const line = element("p", "Your words are thrown away. ");
    line.append(button("Put them back", () => this.putBack(found), "pt_link-button"));
    this.place.replaceChildren(line);
  }

  // Nothing is typed over what somebody else changed meanwhile, nor over what is being typed.
  offer(found) {
    const said = inWords(this.form, differing(this.form, found.fields));
    const decide = (act) => () => {
      this.place.replaceChildren();
      act();
    };
    const choices = element("div", "", "ds_button-group");
    choices.append(
      button("Put my words in the form", decide(() => {
        this.fill(found.fields);
        this.take(found);
        this.keep();
      })),
      button("Throw my words away", decide(() => throwAway(found))),
    );
    const title = element("p", changed(found), "pt_kept__title");
    this.place.replaceChildren(title, ...said.map(([question, answer]) => passage(question, answer)), choices);
  }

  say(sentence) {
    if (!this.place.textContent) this.place.append(element("p", sentence));
  }
}
