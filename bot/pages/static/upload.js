// A file too large is told before a slow line has carried it; a second press sends nothing twice.
const form = document.querySelector("form");
const button = form.querySelector("button");
const problem = form.querySelector(".problem");
const label = button.textContent;
const LIMIT = 10 * 1024 * 1024;

function tooLarge() {
  const [file] = form.elements.file.files;
  const over = Boolean(file) && file.size > LIMIT;
  problem.textContent = over ? form.dataset.tooLarge : "";
  problem.hidden = !over;
  return over;
}

form.elements.file.addEventListener("change", tooLarge);
form.addEventListener("submit", (event) => {
  if (tooLarge()) {
    event.preventDefault();
    return;
  }
  button.disabled = true;
  button.textContent = form.dataset.sending;
});
// Coming back from the next page finds the form as it was.
addEventListener("pageshow", () => {
  button.disabled = false;
  button.textContent = label;
});
