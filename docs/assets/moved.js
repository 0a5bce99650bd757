/* At an address that was given up: on to the new one, with the anchor, which a page's own refresh would lose. */
{
  const to = new URL(document.currentScript.dataset.to, location.href);
  to.hash = location.hash;
  location.replace(to);
}
