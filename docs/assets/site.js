/* The theme's search dialog has no name; screen readers need one. */
for (const dialog of document.querySelectorAll(".md-search[role=dialog]:not([aria-label])"))
  dialog.setAttribute("aria-label", "检索");
/* Printing needs a script: without one the button is not there. */
for (const button of document.querySelectorAll("button[data-print]")) {
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => window.print());
}
