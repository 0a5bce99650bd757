/* The theme's search dialog has no name; screen readers need one. */
for (const dialog of document.querySelectorAll(".md-search[role=dialog]:not([aria-label])"))
  dialog.setAttribute("aria-label", "检索");
