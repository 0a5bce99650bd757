/* A number explains itself: what a cell of an official table counts, what it must agree with, where the
   text cites it, its other years, its corrections, and how to cite it.

   Hover or focus peeks; a click, a tap, Enter or Space opens and moves the focus in; Esc closes. The page
   knows labels and figures; the form's JSON (definitions, relations), the report's (corrections) and the
   body's (other years) are fetched when first needed, and what cannot be fetched is left out. */
(() => {
  const SHOWN = ".official td[id]";
  const TIED = '.prose > p > a[href^="#"]'; // numbers of the text, which lead to their cells
  if (!document.querySelector(SHOWN) || !("showPopover" in HTMLElement.prototype)) return;

  const FORM = new URL("form.js", document.currentScript.src).href;
  const OWN = location.pathname.replace(/\/(v[0-9]+\/)?(index\.html)?$/, ""); // of the present version, too
  const BODY = OWN.replace(/[^/]*$/, "");
  const REST = 350; // ms that the pointer or the focus rests before a peek
  const box = make("div", { className: "cell-box", popover: "auto", tabIndex: -1 });
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-labelledby", "cell-title");
  let owner = null; // the cell, or the number in the text, that is being explained
  let opened = false; // whether the reader opened it, so that it stays
  let hushed = false; // whether a focus is of our own making, and not to be answered
  let timer = 0;

  function make(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function button(name, className, act) {
    const made = make("button", { type: "button", className }, name);
    made.addEventListener("click", act);
    return made;
  }

  const answers = new Map();
  function load(address) {
    const ask = () => fetch(address).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
    if (!answers.has(address)) answers.set(address, ask());
    return answers.get(address);
  }

  const byId = (id) => document.getElementById(id);
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  /* Of further cells, `data-ref` has the parts of their routes that are not those of the first. */
  function refsOf(node) {
    const first = decodeURIComponent(node.hash.slice(1));
    const parts = first.split(".");
    const others = node.dataset.ref?.split(" ") ?? [];
    return [first, ...others.map((each) => each.split(".").map((part, at) => part || parts[at]).join("."))];
  }
  const cellsOf = (node) => (node.matches("a") ? refsOf(node).map(byId).filter(Boolean) : [node]);
  const routeOf = (cell) => cell.dataset.cell ?? cell.id;
  const addressOf = (cell) => new URL(`#${cell.id}`, location.origin + location.pathname).href;

  /* ---- what the page itself knows ---- */

  /* Where each row and column has one head, their scope says it all and no cell names them. */
  function plainHeads(cell) {
    const head = [...cell.closest("table").tHead.rows[0].cells];
    const place = cell.parentNode.cells.length - cell.cellIndex;
    return [...cell.parentNode.querySelectorAll("th"), ...head.slice(-place).slice(0, 1)];
  }

  /* The heads of a cell, without one that stands over the whole table and so tells nothing. */
  function headsOf(cell) {
    const width = cell.parentNode.querySelectorAll("td[id]").length;
    const heads = cell.headers ? cell.headers.split(" ").map(byId).filter(Boolean) : plainHeads(cell);
    return heads.filter((head) => head.colSpan === 1 || head.colSpan !== width || head.closest("tbody"));
  }

  function pathOf(cell) {
    const path = headsOf(cell).map(text);
    const caption = cell.closest("table").caption;
    if (!caption.querySelector(".visually-hidden")) path.unshift(text(caption));
    let section = cell.closest(".official");
    while (section && section.tagName !== "H2") section = section.previousElementSibling;
    return section ? [text(section), ...path] : path;
  }

  /* The figure as printed; for the other states of a cell, words. */
  function valueOf(cell, unit = "") {
    const printed = text(cell);
    if (cell.classList.contains("blank")) return "空白（原报告没有填写）";
    if (cell.classList.contains("not-applicable")) return `${text(cell.firstElementChild)}（不适用）`;
    return printed + (/\d$/.test(printed) ? unit : "");
  }

  /* A column that the report heads in its own words may have another unit than the form's. */
  function unitOf(cell, form) {
    const printed = cell.closest("table").caption.querySelector(".unit");
    if (printed) return text(printed).replace("单位：", "");
    return form && text(headsOf(cell).at(-1)) === form.label ? form.unit : "";
  }

  function sentenceAround(link) {
    const all = link.closest("p").textContent;
    const range = document.createRange();
    range.setStart(link.closest("p"), 0);
    range.setEndBefore(link);
    const at = range.toString().length;
    const start = Math.max(...Array.from("。；！？", (mark) => all.lastIndexOf(mark, at - 1))) + 1;
    const end = all.slice(at).search(/[。；！？]/);
    return all.slice(at ? start : 0, end < 0 ? undefined : at + end + 1).trim();
  }

  /* ---- what the box says ---- */

  const referenceOf = (cell) => cell.closest(".official").querySelector(".meanings a");

  /* The form's definitions, the report's own data, and the figures of the same body's other years. */
  async function learn(cell) {
    const reference = referenceOf(cell)?.href.replace(/\/?(#.*)?$/, ".json");
    const body = `${BODY}data.json`;
    const asked = [import(FORM).catch(() => null), reference && load(reference), load(`${OWN}.json`), load(body)];
    const [reader, form, report, years] = await Promise.all(asked);
    const yearsOf = (route) => (report && years && reader?.years(route, report.year, years)) ?? {};
    return {
      form: reader && form && reader.read(routeOf(cell), form, report?.year, yearsOf),
      report,
      years: yearsOf(routeOf(cell)),
    };
  }

  function facts(cell, { form, report, years = {} } = {}) {
    const list = make("dl");
    const add = (name, lines) => {
      if (lines.length) list.append(make("dt", {}, name), ...lines.map((line) => make("dd", {}, ...line)));
    };
    const small = (words) => make("small", {}, words);
    add("含义", (form?.definitions ?? []).map((each) => [
      make("strong", {}, each.label),
      `　${each.explain ?? ""}`,
      small(each.basis ? `依据：${each.basis}` : ""),
    ]));
    add("勾稽关系", (form?.relations ?? []).map(([words, basis]) => [words, small(basis)]));
    add("各年", yearsShown(cell, years, report));
    const cited = [...document.querySelectorAll(TIED)].filter((link) => cellsOf(link).includes(cell));
    const sentences = new Map(cited.map((link) => [sentenceAround(link), link]));
    add("正文引用", [...sentences].map(([words, link]) => [button(words, "cell-quote", () => leaveFor(link))]));
    const corrected = report?.corrections.filter((each) => each.at === routeOf(cell)) ?? [];
    add("更正", corrected.map((each) => [
      `${each.on}　原为“${each.was}”，更正为“${each.now}”。原因：${each.because}`,
    ]));
    const versions = report?.versions ?? [];
    const lived = versions.flatMap(({ number, day, changes }) =>
      changes.filter((each) => each.at === routeOf(cell)).map((each) => [number, day, each]));
    add("历次数值", lived.map(([number, day, each], place) => [
      place ? "" : `第 1 版（${versions[0].day}）${each.was || "（无）"} → `,
      `第 ${number} 版（${day}）${each.now || "（无）"}`,
    ]));
    const reference = referenceOf(cell);
    if (reference) {
      const href = form ? reference.href.replace(/#.*/, `#${form.anchor}`) : reference.href;
      add("出处", [[make("a", { href }, "表式说明")]]);
    }
    return list;
  }

  function yearsShown(cell, years, report) {
    const others = Object.entries(years);
    if (!others.length) return [];
    const all = [...others, [String(report.year), valueOf(cell)]].sort();
    return [all.flatMap(([year, shown]) => [
      Number(year) === report.year ? `${year}年` : make("a", { href: `${BODY}${year}/#${cell.id}` }, `${year}年`),
      ` ${shown || "空白"}　`,
    ])];
  }

  function fill(title, ...nodes) {
    const close = button("×", "cell-close", () => box.hidePopover());
    close.setAttribute("aria-label", "关闭");
    box.setAttribute("aria-busy", "false");
    box.replaceChildren(make("p", { id: "cell-title", className: "cell-title" }, ...title), ...nodes, close);
  }

  function explain(cell) {
    const path = pathOf(cell);
    const row = headsOf(cell).findLast((head) => head.closest("tbody"));
    const name = [...new Set(row ? [text(row), path.at(-1)] : path.slice(-2))];
    const above = path.filter((each) => !name.includes(each));
    const value = make("p", { className: "cell-value" }, valueOf(cell, unitOf(cell)));
    const said = make("p", { className: "cell-said" });
    said.setAttribute("role", "status");
    let body = facts(cell);
    let source = `${text(document.querySelector("h1"))}[R/OL].`;
    /* GB/T 7714: the source, the day of citing, the address; then what is cited. */
    const today = new Date().toLocaleDateString("sv"); // 2026-02-01, by the reader's clock
    const citation = () => `${source}[${today}]. ${addressOf(cell)}. ${path.join(" · ")}：${value.textContent}。`;
    fill(
      [above.join(" › "), make("b", {}, name.join(" · "))],
      value,
      make("p", { className: "cell-actions" },
        button("复制引用", "", () => copy(citation(), said)),
        button("复制链接", "", () => copy(addressOf(cell), said))),
      said,
      body,
    );
    box.setAttribute("aria-busy", "true");
    learn(cell).then((known) => {
      if (!body.isConnected) return;
      box.setAttribute("aria-busy", "false");
      source = known.report?.citation ?? source;
      value.textContent = valueOf(cell, unitOf(cell, known.form));
      const fuller = facts(cell, known);
      if (!body.contains(document.activeElement)) body.replaceWith(fuller);
      body = fuller;
      place();
      makeRoom();
    });
  }

  /* A number of the text that rests on several cells: each of them is one step away. */
  function list(link, cells) {
    fill(
      ["正文数字", make("b", {}, text(link))],
      make("p", {}, "与下列各格相符："),
      ...cells.map((cell) => {
        const name = pathOf(cell).slice(1).join(" · ");
        return make("p", {}, make("a", { href: `#${cell.id}` }, name), `：${valueOf(cell)}`);
      }),
    );
  }

  async function copy(words, said) {
    try {
      await navigator.clipboard.writeText(words);
      said.textContent = "已复制";
    } catch { // no secure address, or not allowed: the reader can copy what is selected
      said.textContent = words;
      getSelection().selectAllChildren(said);
    }
  }

  /* ---- when and where the box stands ---- */

  function show(node, open) {
    clearTimeout(timer);
    if (node !== owner) {
      const cells = cellsOf(node);
      if (!cells.length) return;
      if (owner) box.hidePopover();
      const home = node.closest(".official, .prose");
      if (box.parentNode !== home) home.append(box); // what is tabbed to next after the figure
      owner = node;
      owner.classList.add("explained");
      if (cells.length > 1) list(node, cells);
      else explain(cells[0]);
      box.showPopover();
      place();
    }
    if (!open) return;
    opened = true;
    box.focus({ preventScroll: true });
    makeRoom();
  }

  const onAPhone = () => matchMedia("(max-width: 44.99em)").matches;

  /* Below the figure or above it, whichever has room: it never covers what it explains. */
  function place() {
    if (!owner || onAPhone()) return;
    const at = owner.getBoundingClientRect();
    const below = innerHeight - at.bottom - 12;
    const above = at.top - 12;
    const set = (name, pixels) => box.style.setProperty(name, `${Math.round(pixels)}px`);
    set("--room", Math.max(below, above));
    const under = below >= Math.min(box.offsetHeight, above);
    set("--room", Math.max(under ? below : above, 120));
    set("--x", Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 24)));
    set("--y", under ? at.bottom + 4 : Math.max(4, at.top - box.offsetHeight - 4));
  }

  /* On a phone the box is a sheet from below: the figure moves up where it hides it. */
  function makeRoom() {
    if (!owner || !opened || !onAPhone()) return;
    const hidden = owner.getBoundingClientRect().bottom + 8 - (innerHeight - box.offsetHeight);
    if (hidden > 0) scrollBy(0, hidden);
  }

  function quietly(node) {
    hushed = true;
    if (node.matches("td")) node.tabIndex = 0;
    node.focus({ preventScroll: true });
    hushed = false;
  }

  function leaveFor(node) {
    box.hidePopover();
    quietly(node);
    node.scrollIntoView({ block: "center" });
  }

  function after(act) {
    clearTimeout(timer);
    timer = setTimeout(act, REST);
  }
  const soon = (node) => after(() => opened || show(node, false));
  const later = () => after(() => opened || !owner || box.matches(":hover") || box.hidePopover());

  /* ---- what the reader does ---- */

  const nodeOf = (event) => event.target.closest?.(`${SHOWN}, ${TIED}`);

  document.addEventListener("click", (event) => {
    const cell = event.target.closest?.(SHOWN);
    if (cell) return show(cell, true);
    const link = event.target.closest?.('a[href^="#"]');
    const target = link && byId(decodeURIComponent(link.hash.slice(1)));
    if (!target?.matches(SHOWN)) return undefined;
    return setTimeout(() => { // the browser has jumped; now the cell says what it is
      quietly(target);
      show(target, false);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (!event.target.matches?.(SHOWN) || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    show(event.target, true);
  });
  document.addEventListener("pointerover", (event) => {
    const node = event.pointerType === "mouse" && nodeOf(event);
    if (node) soon(node);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && (nodeOf(event) || box.contains(event.target))) later();
  });
  document.addEventListener("focusin", (event) => {
    const node = !hushed && nodeOf(event);
    if (node && node.matches(":focus-visible")) soon(node);
  });
  document.addEventListener("focusout", (event) => {
    if (nodeOf(event)) later();
  });
  document.addEventListener("scroll", (event) => {
    if (!owner || event.target === box) return;
    if (opened || owner.matches(":hover, :focus")) place();
    else box.hidePopover();
  }, { capture: true, passive: true });
  box.addEventListener("pointerover", () => clearTimeout(timer));
  box.addEventListener("focusin", () => {
    opened = true;
  });
  box.addEventListener("focusout", (event) => {
    if (owner && event.relatedTarget && !box.contains(event.relatedTarget)) box.hidePopover();
  });
  box.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !owner) return;
    const last = owner;
    owner = null;
    opened = false;
    last.classList.remove("explained");
    clearTimeout(timer);
    if (box.contains(document.activeElement)) quietly(last);
  });

  for (const line of document.querySelectorAll(".official .meanings")) line.append("　点按数字可看说明");
})();
