// What is being made elsewhere: the part of the page that tells of it is fetched anew until it is done.
const PAUSE = 2000;
const place = document.querySelector("[data-look-again]");

async function look() {
  const answer = await fetch(location.href, { credentials: "same-origin" }).catch(() => null);
  // Signed out, or out of reach: the link on the page says so to whoever follows it.
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-look-again]");
  if (!now) return;
  if (now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
  if (place.querySelector("progress")) setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
