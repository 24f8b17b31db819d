// A text under a title, as people compare it with what stands in the box.
import { element } from "./elements.js";

export const passage = (title, text) => {
  const part = element("div");
  part.append(element("h3", title), element("p", text || "(empty)", "pt_said"));
  return part;
};
