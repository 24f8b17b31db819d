// Says under each long box how much of it is filled. Nothing is cut: what is too long is said in red, and by the server
// when the form is sent. Without this script the server says it alone.
import { element } from "./elements.js";

// As the server counts: signs, not their halves, and two for the end of a line.
const length = (text) => [...text.trim().replace(/\r?\n/g, "\r\n")].length;

for (const box of document.querySelectorAll("main textarea[data-longest]")) {
  const longest = Number(box.dataset.longest);
  const line = element("p", "", "pt_counter");
  const count = () => {
    const number = length(box.value);
    line.textContent = `${number.toLocaleString("en-GB")} of ${longest.toLocaleString("en-GB")} characters`;
    line.classList.toggle("pt_alarm", number > longest);
  };
  box.addEventListener("input", count);
  box.after(line);
  count();
}
