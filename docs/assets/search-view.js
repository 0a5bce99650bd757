/* The readers' search: the box in the header, and the page 检索 (search/?q=…). search.js finds. */
(() => {
  "use strict";
  const { SITE, root, find, proven, groups, bodies, address } = window.gongkaiSearch;
  const IN_BOX = 5, IN_BOX_PASSAGES = 2, ON_PAGE = 10, PASSAGES = 3, BODIES = 60;
  const ENDS = /[。；！？\n]/;
  const FAULT = "检索未能完成：索引读不出来，请检查网络后重试";
  const HINT = "输入机关名称、词语或数字，多个词用空格隔开";
  const RESULTS = new URL("search/", SITE);

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // ---- A result: its page, and the passages with a hit ----
  function result({ id, record, passages }, most) {
    const page = new URL(id === "index" ? "" : `${address(id)}/`, SITE);
    const name = record.year ? `${record.name}　${record.year}年` : record.title;
    const hits = passages.slice(0, most).map((passage) => {
      const part = sentence(passage);
      const section = passage.heading && passage.heading !== passage.text ? [element("span", { class: "gk-hit__section" }, passage.heading)] : [];
      const link = element("a", { class: "gk-hit__passage", href: target(page, passage, part) }, ...section, snippet(passage, part));
      return element("li", {}, link);
    });
    return element("li", { class: "gk-hit" }, element("a", { class: "gk-hit__page", href: page.href }, name), element("ul", {}, ...hits));
  }

  /** From where to where the sentence with the first hit goes; long ones are cut. */
  function sentence({ text, ranges: [[start, end]] }) {
    let first = start, last = end;
    while (first > 0 && !ENDS.test(text[first - 1])) first--;
    while (last < text.length && !ENDS.test(text[last - 1])) last++;
    const from = Math.max(first, start - 40), to = Math.max(end, Math.min(last, from + 110));
    return { from, to, before: from > first ? "…" : "", after: to < last ? "…" : "" };
  }

  function snippet({ text, ranges }, { from, to, before, after }) {
    const parts = [before];
    let done = from;
    for (const [start, end] of ranges) {
      if (start < done || end > to) continue;
      parts.push(text.slice(done, start), element("mark", {}, text.slice(start, end)));
      done = end;
    }
    return element("span", { class: "gk-hit__text" }, ...parts, text.slice(done, to), after);
  }

  /** The anchor, and where the browser can scroll to a text, the sentence. */
  function target(page, { anchor, text, quote }, { from, to }) {
    const hash = anchor ? `#${encodeURIComponent(anchor)}` : "";
    if (!quote || !document.fragmentDirective) return page.href + hash;
    const words = encodeURIComponent(text.slice(from, to).split("\n")[0]).replace(/-/g, "%2D");
    return `${page.href}${hash || "#"}:~:text=${words}`;
  }

  function count({ sure, numbers }, shown, whole) {
    const exact = sure ? numbers.length : whole ? shown : null;
    if (exact === 0) return "没有找到符合条件的页面";
    return exact === null ? `至多 ${numbers.length} 个页面，逐页核对后显示` : `共 ${exact} 个页面`;
  }

  // ---- The box in the header ----
  const box = document.querySelector("[data-gk-search]");
  if (box) {
    const [form, input] = ["form", "input"].map((name) => box.querySelector(name));
    const status = element("p", { class: "gk-search__status", role: "status" }, HINT);
    const list = element("ol", { class: "gk-search__list" });
    const more = element("a", { class: "gk-search__more", href: RESULTS, hidden: "" }, "查看全部结果");
    const panel = element(
      "div",
      { class: "gk-search__panel md-typeset", id: "gk-search-panel", role: "dialog", "aria-label": "检索结果", hidden: "" },
      status, list, more,
    );
    box.append(panel);
    const opener = box.querySelector(".gk-search__open");
    let asked = "", timer = 0;

    const open = () => { box.dataset.open = ""; panel.hidden = false; input.setAttribute("aria-expanded", "true"); };
    const close = () => { delete box.dataset.open; panel.hidden = true; input.setAttribute("aria-expanded", "false"); };
    const begin = () => { open(); input.focus(); input.select(); };

    async function look() {
      const query = (asked = input.value.trim());
      more.hidden = true;
      if (!query) { list.replaceChildren(); status.textContent = HINT; return; }
      try {
        const found = await find(query);
        const { pages, next } = await proven(found, 0, IN_BOX);
        if (query !== asked) return; // something else was typed meanwhile
        list.replaceChildren(...pages.map((page) => result(page, IN_BOX_PASSAGES)));
        status.textContent = count(found, pages.length, next >= found.numbers.length);
        more.hidden = next >= found.numbers.length;
        more.href = `${RESULTS.href}?q=${encodeURIComponent(query)}`;
      } catch (fault) {
        if (query === asked) { list.replaceChildren(); status.textContent = FAULT; }
      }
    }

    input.addEventListener("input", (event) => {
      open();
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(look, 120);
    });
    input.addEventListener("compositionend", () => { clearTimeout(timer); look(); });
    input.addEventListener("focus", () => {
      open();
      root().catch(() => {}); // known before the first key; a fault is said when something is asked
      if (input.value.trim() !== asked) look();
    });
    opener.addEventListener("click", (event) => { event.preventDefault(); begin(); });
    box.querySelector(".gk-search__close").addEventListener("click", () => { close(); opener.focus(); });
    box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && close());
    document.addEventListener("pointerdown", ({ target }) => box.contains(target) || close());
    form.addEventListener("submit", (event) => input.value.trim() || event.preventDefault());

    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") { event.preventDefault(); close(); input.blur(); } // a browser would empty the field
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || panel.hidden) return;
      const stops = [input, ...panel.querySelectorAll("a:not([hidden])")];
      stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      const typing = document.activeElement?.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || !["f", "s", "/"].includes(event.key)) return;
      event.preventDefault();
      begin();
    });
    // Buttons of pages that open the theme's search open ours.
    document.getElementById("__search")?.addEventListener("change", ({ target }) => { target.checked = false; begin(); });
  }

  // ---- The page 检索: search/?q=words&year=2020&body=daxing&from=10 ----
  const results = document.querySelector("[data-gk-results]");
  if (results) showResults(results).catch(() => results.replaceChildren(element("p", { role: "alert" }, FAULT)));

  async function showResults(place) {
    const asked = new URLSearchParams(location.search);
    const query = (asked.get("q") ?? "").trim();
    const field = document.querySelector("[data-gk-query]");
    field.value = query;
    if (!query) return;
    document.title = `${query} - ${document.title}`;
    const found = await find(query);
    const kinds = await groups();
    const ofBody = asked.get("body") ? await bodies() : null;
    const inYear = (number, year) => kinds.some((each) => String(each.year) === year && each.first <= number && number < each.end);
    const inBody = (number, body) => ofBody.of[number] === body || ofBody.of[number].startsWith(`${body}/`);
    const all = found.numbers;
    const withBody = ofBody ? all.filter((number) => inBody(number, asked.get("body"))) : all;
    const withYear = asked.get("year") ? all.filter((number) => inYear(number, asked.get("year"))) : all;
    const narrowed = { ...found, numbers: withBody.filter((number) => !asked.get("year") || inYear(number, asked.get("year"))) };

    const from = Math.max(0, Math.min(Number.parseInt(asked.get("from"), 10) || 0, narrowed.numbers.length));
    const { pages, next } = await proven(narrowed, from, ON_PAGE);
    const whole = from === 0 && next >= narrowed.numbers.length;
    const earlier = from > 0 ? (await proven(narrowed, from - 1, ON_PAGE, -1)).pages : [];
    const later = next >= narrowed.numbers.length || narrowed.sure ? narrowed.numbers.slice(next) : (await proven(narrowed, next, 1)).pages;
    const turn = [
      ...(earlier.length ? [element("a", { class: "md-button", rel: "prev", href: changed({ from: earlier.length < ON_PAGE ? null : earlier.at(-1).place }) }, "上一页")] : []),
      ...(later.length ? [element("a", { class: "md-button", rel: "next", href: changed({ from: next }) }, "下一页")] : []),
    ];
    // Filters count pages only where every one is known to hold the words.
    const shownAll = whole && !asked.get("year") && !asked.get("body");
    const held = shownAll ? new Set(pages.map((page) => narrowed.numbers[page.place])) : null;
    const exact = found.sure || shownAll;
    const offered = (numbers) => (held && !found.sure ? numbers.filter((number) => held.has(number)) : numbers);
    place.replaceChildren(
      element("p", { class: "gk-results__count", role: "status" }, count(narrowed, pages.length, whole)),
      years(kinds, offered(withBody), asked.get("year"), exact),
      bodyFilter(offered(withYear), asked.get("body"), ofBody, exact),
      element("ol", { class: "gk-results__list" }, ...pages.map((page) => result(page, PASSAGES))),
      element("nav", { class: "gk-results__turn", "aria-label": "结果翻页" }, ...turn),
    );
  }

  /** The address of this page with other values; a changed filter begins at the first result. */
  function changed(values) {
    const asked = new URLSearchParams(location.search);
    asked.delete("from");
    for (const [key, value] of Object.entries(values)) value === null ? asked.delete(key) : asked.set(key, value);
    return `?${asked}`;
  }

  function choice(label, pages, values, chosen, exact) {
    const text = exact ? [`${label} `, element("span", { class: "count" }, String(pages))] : [label];
    return element("li", {}, element("a", { href: changed(values), ...(chosen ? { "aria-current": "true" } : {}) }, ...text));
  }

  function years(kinds, numbers, chosen, exact) {
    const found = new Map();
    for (const { year, first, end } of kinds) {
      const pages = numbers.filter((number) => first <= number && number < end).length;
      if (pages && year) found.set(String(year), pages);
    }
    const choices = [...found].map(([year, pages]) => choice(`${year}年`, pages, { year }, year === chosen, exact));
    return element("nav", { class: "gk-facet", "aria-label": "按年度筛选" }, element("ul", { class: "chips" },
      choice("全部年度", numbers.length, { year: null }, !chosen, exact), ...choices));
  }

  /** The bodies of the results, read when a reader opens the list. */
  function bodyFilter(numbers, chosen, known, exact) {
    const name = chosen ? known.names.get(chosen) ?? chosen : "全部";
    const filter = element("input", { type: "search", class: "gk-field", "aria-label": "机关名称", placeholder: "机关名称" });
    const list = element("ul", { class: "chips" });
    const choices = element("div", { class: "gk-facet__choices", id: "gk-bodies", hidden: "" }, filter, list);
    const button = element("button", { type: "button", class: "gk-facet__open", "aria-expanded": "false", "aria-controls": "gk-bodies" }, `机关：${name}`);
    button.addEventListener("click", async () => {
      choices.hidden = !choices.hidden;
      button.setAttribute("aria-expanded", String(!choices.hidden));
      if (choices.hidden || list.childElementCount) return;
      const { names, of } = known ?? (await bodies());
      const pages = new Map();
      for (const number of numbers) if (of[number]) pages.set(of[number], (pages.get(of[number]) ?? 0) + 1);
      const show = () => {
        const wanted = [...pages].filter(([id]) => names.get(id).includes(filter.value.trim()));
        const shown = wanted.slice(0, BODIES).map(([id, found]) => choice(names.get(id), found, { body: id }, id === chosen, exact));
        list.replaceChildren(choice("全部机关", numbers.length, { body: null }, !chosen, exact), ...shown,
          ...(wanted.length > BODIES ? [element("li", {}, `另有 ${wanted.length - BODIES} 个机关，请输入名称筛选`)] : []));
      };
      filter.addEventListener("input", show);
      show();
    });
    return element("div", { class: "gk-facet" }, button, choices);
  }
})();
