// A button to copy a command or an entry.
(function () {
  "use strict";
  for (const box of document.querySelectorAll(".listing")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      const text = box.querySelector("code").textContent;
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const selection = window.getSelection();
        selection.selectAllChildren(box.querySelector("code"));
        document.execCommand("copy");
        selection.removeAllRanges();
      }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    box.append(button);
  }
})();
