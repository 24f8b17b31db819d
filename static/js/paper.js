// On paper a box shows the whole of what stands in it: a box of ten lines would be printed with ten. Without this
// script the browsers that can size a box by its text do so (fields.css).
import { element } from "./elements.js";

const boxes = () => document.querySelectorAll("main :is(textarea, input.ds_input:not([type=password]))");

addEventListener("beforeprint", () => {
  for (const box of boxes()) box.after(element("div", box.value, "pt_typed"));
});
addEventListener("afterprint", () => document.querySelectorAll(".pt_typed").forEach((copy) => copy.remove()));
