/* Printing needs a script: without one the button is not there. */
for (const button of document.querySelectorAll("button[data-print]")) {
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", () => window.print());
}
