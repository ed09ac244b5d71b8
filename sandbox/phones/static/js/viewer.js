// A picture at full size; the dialog element keeps the focus and closes with Escape.

const dialog = document.getElementById("viewer");
const image = dialog.querySelector("img");

export function enlarge(address, caption) {
  image.src = address;
  image.alt = caption ? `Ảnh: ${caption}` : "Ảnh";
  dialog.querySelector("p").textContent = caption ?? "";
  dialog.showModal();
}

dialog.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => image.removeAttribute("src"));
