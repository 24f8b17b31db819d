// Says under each box how much of it is filled: under a long one always, under a line when its limit is near. Nothing
// is cut: what is too long is said in red, and by the server when the form is sent. Without this script the server says
// it alone.
import { element } from "./elements.js";

const NEAR = 0.8; // of the limit

// As the server counts: signs, not their halves, and two for the end of a line.
const length = (text) => [...text.trim().replace(/\r?\n/g, "\r\n")].length;

const start = (box) => {
  const longest = Number(box.dataset.longest);
  const line = element("p", "", "pt_counter");
  const count = () => {
    const number = length(box.value);
    line.textContent = `${number.toLocaleString("en-GB")} of ${longest.toLocaleString("en-GB")} characters`;
    line.classList.toggle("pt_alarm", number > longest);
    line.hidden = box.matches("input") && number < NEAR * longest;
  };
  box.addEventListener("input", count);
  box.after(line);
  count();
};

document.querySelectorAll("main form[method=post]:not([data-autosave]) [data-longest]").forEach(start);
