// A plain script, run before the first paint: light, dark, or as the system wishes (the default).
(() => {
  "use strict";
  const NAMES = { auto: "tự động", light: "sáng", dark: "tối" };
  const ORDER = Object.keys(NAMES);
  const wish = window.matchMedia("(prefers-color-scheme: dark)");
  const kept = localStorage.getItem("giaoviec.theme");
  let choice = ORDER.includes(kept) ? kept : "auto";

  const apply = () => {
    const dark = choice === "dark" || (choice === "auto" && wish.matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    const button = document.getElementById("theme");
    if (!button) return;
    button.querySelector("span").textContent = `Giao diện: ${NAMES[choice]}`;
    button.title = `Giao diện: ${NAMES[choice]}`;
    button.querySelector("use").setAttribute("href", `/phones/static/icons.svg#${choice}`);
  };

  apply();
  wish.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    document.getElementById("theme").addEventListener("click", () => {
      choice = ORDER[(ORDER.indexOf(choice) + 1) % ORDER.length];
      localStorage.setItem("giaoviec.theme", choice);
      apply();
    });
  });
})();
