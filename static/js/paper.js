// On paper a box shows the whole of what stands in it: a box of ten lines would be printed with ten. Without this
// script the browsers that can size a box by its text do so (promise.css).
import { element } from "./elements.js";

// Of a day, a number and a file the box itself shows it all, and in the words that people read.
const LONG = "textarea, input.ds_input:is([type=text], [type=email], [type=url])";
const boxes = () => document.querySelectorAll(`main :is(${LONG})`);

addEventListener("beforeprint", () => {
  for (const box of boxes()) box.after(element("div", box.value, "pt_typed"));
});
addEventListener("afterprint", () => document.querySelectorAll(".pt_typed").forEach((copy) => copy.remove()));
