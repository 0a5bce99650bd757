/* What the theme's scripts expect, and the reader's colours before anything is drawn.
   The theme has this inline; a file of its own allows a Content-Security-Policy without unsafe-inline. */
{
  const script = document.currentScript;
  const site = new URL("..", script.src); // this file is assets/start.js, wherever the site is mounted
  const name = (key, scope) => `${scope.pathname}.${key}`;
  Object.assign(globalThis, {
    __md_scope: site,
    __md_hash: (text) => [...text].reduce((sum, letter) => (sum << 5) - sum + letter.charCodeAt(0), 0),
    __md_get: (key, storage = localStorage, scope = site) => JSON.parse(storage.getItem(name(key, scope))),
    __md_set: (key, value, storage = localStorage, scope = site) => {
      try {
        storage.setItem(name(key, scope), JSON.stringify(value));
      } catch {} // no room, or storage forbidden: the choice lasts as long as the page
    },
  });
  document.documentElement.dataset.platform = navigator.platform;

  /** The colours chosen on an earlier page, or those of the system. */
  const colours = () => {
    try {
      const chosen = __md_get("__palette")?.color;
      if (chosen) return chosen;
    } catch {} // storage forbidden, or not ours
    for (const option of script.dataset.schemes.split(";")) {
      const [media, scheme] = option.split("=");
      if (scheme && media && matchMedia(media).matches) return { scheme };
    }
    return {};
  };
  const observer = new MutationObserver(() => {
    if (!document.body) return;
    observer.disconnect();
    for (const [key, value] of Object.entries(colours()))
      document.body.setAttribute(`data-md-color-${key}`, value);
  });
  observer.observe(document.documentElement, { childList: true });
}
