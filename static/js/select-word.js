// Marks the first word to look at in its box. Without this script the box is in focus all the same.
for (const box of document.querySelectorAll("textarea[data-select], input[data-select]")) {
  const start = box.value.indexOf(box.dataset.select);
  if (start >= 0) box.setSelectionRange(start, start + box.dataset.select.length);
}
