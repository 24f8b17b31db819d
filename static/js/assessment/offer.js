// A text that an earlier visit left on this device: nothing is typed over it before it is decided upon.
import { button, element } from "../elements.js";
import { findLeft, inTurn, throwAway } from "../kept.js";
import { dayAndTime } from "../moments.js";
import { passage } from "../passage.js";

const show = (box, found, onUsed) => {
  box.area.readOnly = true;
  const offered = element("div", "", "pt_state");
  const decide = (act) => () => {
    box.area.readOnly = false;
    offered.remove();
    throwAway(found);
    act();
    box.area.focus();
  };
  const use = () => {
    box.area.value = found.text;
    onUsed();
  };
  const choices = element("div", "", "ds_button-group");
  choices.append(button("Use it", decide(use)), button("Throw it away", decide(() => {})));
  offered.append(passage(`Text that was not saved on ${dayAndTime(found.at)}`, found.text), choices);
  box.notes.append(offered);
};

export const offerKept = (box, onUsed) =>
  inTurn(async () => {
    const found = await findLeft(box.mark);
    // What the server sent back unsaved is the newest there is.
    if (found && (box.unsaved || found.text === box.area.value)) throwAway(found);
    else if (found) show(box, found, onUsed);
    if (box.unsaved) box.keep();
  });
