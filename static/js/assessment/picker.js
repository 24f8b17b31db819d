// Looks for evidence without leaving the page: the same page is asked for with the words, and its list is taken over.
// What is typed and ticked stays. Without this script the button sends the form, which saves it all first.
export const startPicker = (form, marks) => {
  const [field, button] = [form.elements.find, form.querySelector("[data-find]")];

  const look = async () => {
    // What was ticked just now is to stand first in the new list.
    await marks.busy;
    const url = new URL(form.dataset.here, location.href);
    url.searchParams.set("find", field.value);
    const answer = await fetch(url, { redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-offer]");
    form.querySelector("[data-offer]").replaceWith(document.adoptNode(found));
    document.querySelector("[data-said]").textContent = found.querySelector("[data-found]").textContent;
  };

  button.addEventListener("click", async (event) => {
    if (marks.bad) return; // the form itself takes along what is not saved yet
    event.preventDefault();
    try {
      await look();
    } catch {
      document.querySelector("[data-found]").textContent = "The search has no answer. Try again.";
    }
  });
};
