/* The page 对比: up to six bodies, the years they have, one question. What is chosen stands in the address. */
(() => {
  const root = document.getElementById("compare");
  if (!root) return;
  const SITE = new URL("../", document.currentScript.src);
  const MOST = 6, ENOUGH = 30;
  const topics = JSON.parse(root.dataset.topics);
  const chosen = { bodies: [], years: [], topic: topics[0]?.id };
  let bodies = new Map();

  function make(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value === true ? "" : value);
    made.append(...children);
    return made;
  }

  const fetched = new Map();
  function load(path) {
    if (!fetched.has(path)) {
      fetched.set(path, fetch(new URL(path, SITE)).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      }));
    }
    return fetched.get(path);
  }

  // ---- What is chosen, and the address that says so ----
  function read() {
    const asked = new URLSearchParams(location.search);
    chosen.bodies = (asked.get("b") ?? "").split(",").filter((id) => bodies.has(id)).slice(0, MOST);
    chosen.topic = topics.some((each) => each.id === asked.get("t")) ? asked.get("t") : topics[0]?.id;
    const offered = years();
    const named = (asked.get("y") ?? "").split(",").map(Number).filter((year) => offered.includes(year));
    chosen.years = named.length ? named : offered.slice(0, 3);
  }

  function write() {
    const asked = new URLSearchParams();
    if (chosen.bodies.length) asked.set("b", chosen.bodies.join(","));
    if (chosen.years.length) asked.set("y", chosen.years.join(","));
    asked.set("t", chosen.topic);
    history.replaceState(null, "", `?${asked.toString().replaceAll("%2C", ",").replaceAll("%2F", "/")}`);
  }

  /** Years that a chosen body has, or any body while none is chosen; the newest first. */
  function years() {
    const from = chosen.bodies.length ? chosen.bodies.map((id) => bodies.get(id)) : [...bodies.values()];
    return [...new Set(from.flatMap((each) => each.years))].sort((a, b) => b - a);
  }

  // ---- The controls ----
  const status = make("p", { role: "status", class: "compare-status" });
  const picked = make("ul", { class: "compare-picked", "aria-label": "已选机关" });
  const names = make("datalist", { id: "compare-names" });
  const input = make("input", { id: "compare-body", type: "text", list: "compare-names", autocomplete: "off" });
  const add = make("form", { class: "compare-add" },
    make("label", { for: "compare-body" }, "添加机关"), input, make("button", { type: "submit", class: "md-button" }, "添加"));
  const question = make("select", { id: "compare-topic" }, ...topics.map((each) => make("option", { value: each.id }, `${each.question}？`)));
  const when = make("fieldset", { class: "compare-years" });
  const result = make("div", {});

  add.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    const found = [...bodies.values()].filter((each) => each.name === name || each.short_name === name);
    const near = found.length ? found : [...bodies.values()].filter((each) => name && each.name.includes(name));
    if (near.length !== 1) say(near.length ? `有 ${near.length} 个机关的名称含“${name}”，请写全称` : `没有名称含“${name}”的机关`);
    else if (chosen.bodies.includes(near[0].id)) say(`${near[0].name}已经选了`);
    else if (chosen.bodies.length >= MOST) say(`最多选 ${MOST} 个机关，请先去掉一个`);
    else { chosen.bodies.push(near[0].id); input.value = ""; changed(`已添加${near[0].name}`); }
  });
  question.addEventListener("change", () => { chosen.topic = question.value; changed(); });

  const say = (words) => { status.textContent = words; };

  function controls() {
    picked.replaceChildren(...chosen.bodies.map((id) => {
      const { name } = bodies.get(id);
      const drop = make("button", { type: "button", "aria-label": `去掉${name}` }, "×");
      drop.addEventListener("click", () => {
        chosen.bodies = chosen.bodies.filter((each) => each !== id);
        changed(`已去掉${name}`);
        input.focus();
      });
      return make("li", {}, name, drop);
    }));
    question.value = chosen.topic;
    const last = when.contains(document.activeElement) ? document.activeElement.value : ""; // its box is made anew
    when.replaceChildren(make("legend", {}, "年度"), ...years().map((year) => {
      const box = make("input", { type: "checkbox", value: year });
      box.checked = chosen.years.includes(year);
      box.addEventListener("change", () => {
        chosen.years = box.checked ? [...chosen.years, year].sort((a, b) => b - a) : chosen.years.filter((each) => each !== year);
        changed();
      });
      return make("label", {}, box, `${year}年`);
    }));
    if (last) when.querySelector(`[value="${last}"]`)?.focus();
  }

  // ---- The table ----
  const isNumber = (text) => /^[0-9]+$/.test(text);
  const share = (part, whole) => isNumber(part) && isNumber(whole) && Number(whole) >= ENOUGH ? percent(BigInt(part), BigInt(whole)) : "";
  /** One decimal, rounded half up, in whole numbers: 1/8 is 12.5 on every machine. */
  function percent(part, whole) {
    const thousandths = (part * 2000n + whole) / (whole * 2n);
    return `${thousandths / 10n}.${thousandths % 10n}%`;
  }

  function cells(group) {
    const found = group.whole === undefined ? [] : [["总计", group.whole, "", true]];
    return [...found, ...Object.entries(group.parts).map(([label, text]) => [label, text, share(text, group.whole ?? ""), false])];
  }

  function table(rows) {
    const heads = [...new Set(rows.flatMap(({ groups }) => groups.flatMap((group) => cells(group).map(([label]) => `${group.label}|${label}`))))];
    const shown = (head) => head.split("|").filter(Boolean).join(" · ");
    const several = new Set(heads.map((head) => head.split("|")[0])).size > 1;
    const head = make("tr", {}, make("th", { scope: "col" }, "机关"), make("th", { scope: "col" }, "年度"),
      ...heads.map((each) => make("th", { scope: "col", class: "figure" }, several ? shown(each) : each.split("|")[1])));
    const body = rows.map(({ body: each, year, groups }) => {
      const known = new Map(groups.flatMap((group) => cells(group).map(([label, ...rest]) => [`${group.label}|${label}`, rest])));
      const page = new URL(`${each.page}${year}/`, SITE).href;
      return make("tr", {}, make("th", { scope: "row" }, each.name), make("td", {}, make("a", { href: page }, `${year}年`)),
        ...heads.map((key) => {
          const [text, part, whole] = known.get(key) ?? ["—", "", false];
          return make("td", { class: `figure${whole ? " whole" : ""}` }, text || "空白", ...(part ? [make("span", { class: "share" }, part)] : []));
        }));
    });
    return make("div", { class: "statistics wide", role: "region", "aria-label": "对比结果", tabindex: 0 },
      make("table", { class: "overview topic" }, make("thead", {}, head), make("tbody", {}, ...body)));
  }

  async function show() {
    const topic = topics.find((each) => each.id === chosen.topic);
    if (!topic || !chosen.bodies.length) {
      result.ariaBusy = "false";
      result.replaceChildren(make("p", {}, topic ? "先添加一个机关。" : "收录的报告都没有统一格式的表格。"));
      return;
    }
    const asked = JSON.stringify(chosen);
    result.ariaBusy = "true";
    const loaded = await Promise.all(chosen.bodies.map((id) => load(`reports/${id}/compare.json`).catch(() => null)));
    if (asked !== JSON.stringify(chosen)) return;
    const rows = [], gone = [];
    loaded.forEach((each, place) => {
      const body = bodies.get(chosen.bodies[place]);
      for (const year of chosen.years) {
        const groups = each?.years[year]?.[topic.id];
        if (groups) rows.push({ body, year, groups });
        else gone.push(`${body.name}${year}年`);
      }
    });
    const notes = [];
    if (rows.some(({ groups }) => groups.some((group) => isNumber(group.whole ?? "") && Number(group.whole) < ENOUGH))) {
      notes.push(`总计不足${ENOUGH}的不算百分比：一两${topic.unit}的差别就会使它大变，不宜用来比较和排名。`);
    }
    if (topic.shared) notes.push("百分比的分母是同一行的“总计”。");
    if (gone.length) notes.push(`没有这项数据：${gone.join("、")}。`);
    result.replaceChildren(
      ...(rows.length ? [make("p", { class: "summary" }, `${topic.title}，单位：${topic.unit}`), table(rows)] : []),
      ...notes.map((words) => make("p", { class: "history-note" }, words)));
    result.ariaBusy = "false";
  }

  function changed(words = "") {
    if (chosen.years.every((year) => !years().includes(year))) chosen.years = years().slice(0, 3);
    write();
    controls();
    say(words);
    show();
  }

  load("data/bodies.json").then((data) => {
    bodies = new Map(data.bodies.filter((each) => each.years.length).map((each) => [each.id, each]));
    names.append(...[...bodies.values()].map((each) => make("option", { value: each.name })));
    read();
    root.append(add, names, picked, make("p", { class: "compare-question" }, make("label", { for: "compare-topic" }, "问题"), question), when, status, result);
    controls();
    show();
  }).catch(() => {
    root.append(make("p", { class: "notice" }, "机关名录读不出来，请检查网络后刷新本页。"));
  });
})();
