// A file too large is told before a slow line has carried it; a second press sends nothing twice.
const form = document.querySelector("form");
const { file } = form.elements;
const button = form.querySelector("button");
const label = form.querySelector("label");
const problem = form.querySelector(".problem");
const words = { button: button.textContent, label: label.textContent };
const LIMIT = 10 * 1024 * 1024;

function look() {
  const [chosen] = file.files;
  const over = Boolean(chosen) && chosen.size > LIMIT;
  label.textContent = chosen ? chosen.name : words.label;
  label.classList.toggle("chosen", Boolean(chosen));
  problem.textContent = over ? form.dataset.tooLarge : chosen ? "" : problem.textContent;
  problem.hidden = !problem.textContent;
  return over;
}

form.classList.add("scripted");
// Ours says it in Vietnamese; the browser's own hint would hang on a control that nobody sees.
form.noValidate = true;
file.addEventListener("change", look);
form.addEventListener("submit", (event) => {
  if (!file.files.length) problem.textContent = form.dataset.nothing;
  if (look() || !file.files.length) {
    event.preventDefault();
    return;
  }
  button.disabled = true;
  button.textContent = form.dataset.sending;
});
// Coming back from the next page finds the form as it was.
addEventListener("pageshow", () => {
  button.disabled = false;
  button.textContent = words.button;
  look();
});
