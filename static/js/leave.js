// "Leave this site quickly" without a trace in the way back: the page that was left is replaced in the browser's history.
// Without this script it is a plain link.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}
