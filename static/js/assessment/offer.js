// A text that an earlier visit left on this device: nothing is typed over it before it is decided upon.
import { button, element } from "../elements.js";
import { drop, keep, kept } from "../kept.js";
import { passage } from "./passage.js";

const inWords = (moment) => {
  const when = new Date(moment);
  const day = when.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${day} at ${time}`;
};

const show = (box, found, onUsed) => {
  box.area.readOnly = true;
  const offered = element("div", "", "pt_state");
  const decide = (act) => () => {
    box.area.readOnly = false;
    offered.remove();
    act();
    box.area.focus();
  };
  const use = () => {
    box.area.value = found.text;
    onUsed();
  };
  const choices = element("div", "", "ds_button-group");
  choices.append(
    button("Use it", decide(use)),
    button("Throw it away", decide(() => drop(box.mark))),
  );
  offered.append(passage(`Text that was not saved on ${inWords(found.at)}`, found.text), choices);
  box.notes.append(offered);
};

export const offerKept = (box, onUsed) => {
  const found = kept(box.mark);
  // What the server sent back unsaved is the newest there is.
  if (box.unsaved) keep(box.mark, box.area.value);
  else if (found && found.text !== box.area.value) show(box, found, onUsed);
  else drop(box.mark);
};
