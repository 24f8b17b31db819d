// Both texts, where somebody else saved a box meanwhile: nothing is saved over theirs before it is decided upon.
import { button, element } from "../elements.js";
import { drop } from "../kept.js";
import { passage } from "../passage.js";

// The box goes on from their version, whichever text is chosen.
const settle = (box, { version, text }) => {
  box.stopped = false;
  box.version.value = version;
  box.shown.value = "";
  box.stored = text;
  box.say("");
  box.area.focus();
};

const take = (box, text) => {
  box.area.value = text;
  drop(box.mark);
  box.count();
  box.say("Saved");
};

// theirs: the version and text that the server has, and what is said of who saved it; keepMine saves what stands in the
// box.
export const showBoth = (box, theirs, keepMine) => {
  box.stopped = true;
  box.say("Not saved yet: choose below.", true);
  const both = element("div", "", "pt_state");
  const mine = passage("What you typed", box.area.value);
  const follow = () => (mine.lastChild.textContent = box.area.value || "(empty)");
  box.area.addEventListener("input", follow);
  const decide = (act) => () => {
    box.area.removeEventListener("input", follow);
    both.remove();
    settle(box, theirs);
    act();
  };
  const title = element("h3", theirs.said);
  title.id = `conflict-${box.name}`;
  const texts = element("div", "", "pt_both");
  texts.append(mine, passage("What was saved", theirs.text));
  const choices = element("div", "", "ds_button-group");
  choices.append(
    button("Keep what I typed", decide(keepMine)),
    button("Take what was saved", decide(() => take(box, theirs.text))),
  );
  both.append(title, texts, choices);
  box.notes.append(both);
};
