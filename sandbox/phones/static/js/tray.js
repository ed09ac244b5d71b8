// Pictures chosen but not yet sent.

import { el, icon } from "./dom.js";

export const MOST = 10; // files that either platform takes at once

export class Tray {
  constructor(onChange) {
    this.onChange = onChange;
    this.files = [];
    this.root = el("ul", { class: "tray", "aria-label": "Ảnh sẽ gửi", hidden: true });
  }

  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST);
    this.draw();
  }

  /** Empties the tray and returns what was in it. */
  take() {
    const taken = this.files;
    this.files = [];
    this.draw();
    return taken;
  }

  draw() {
    this.root.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
    this.root.replaceChildren(...this.files.map((file) => this.item(file)));
    this.root.hidden = !this.files.length;
    this.onChange();
  }

  item(file) {
    const remove = () => {
      this.files = this.files.filter((one) => one !== file);
      this.draw();
    };
    return el("li", {},
      el("img", { src: URL.createObjectURL(file), alt: file.name }),
      el("button", { class: "round", "aria-label": `Bỏ ảnh ${file.name}`, onclick: remove }, icon("close")));
  }
}
