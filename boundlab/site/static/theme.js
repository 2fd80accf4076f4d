// The colours: those of the system until somebody chooses others. Runs before the page is painted.
(function () {
  "use strict";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("boundlab-theme"); } catch { /* a page that is opened as a file may have no storage */ }
  const isDark = () => (chosen ? chosen === "dark" : dark.matches);
  const show = () => { root.dataset.theme = isDark() ? "dark" : "light"; };
  show();
  dark.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.hidden = false;
    name();
    dark.addEventListener("change", name);
    button.addEventListener("click", () => {
      chosen = isDark() ? "light" : "dark";
      try { localStorage.setItem("boundlab-theme", chosen); } catch { /* it holds for this page */ }
      show();
      name();
      document.dispatchEvent(new Event("boundlab-theme"));
    });
  });
})();
