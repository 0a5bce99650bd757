/* What a form's JSON (docs/reference/form-ID.json) says of one cell, with the figures of the page put in,
   and what a body's data.json says of its other years. Loaded by cells.js when the first figure is asked
   about. */

const join = (...parts) => parts.filter(Boolean).join(".");

/* Of a cell with this route: `definitions` [{label, explain, basis}], `relations` [[words, basis]], the
   `anchor` on the form's reference page, the column's own `label` and `unit`. Null for a cell that the
   form does not have. `yearsOf` gives the other years' figures of a route, as `years` does. */
export function read(route, form, year, yearsOf) {
  const place = placeOf(route, form);
  if (!place) return null;
  const { table, row, column } = place;
  const nearest = onTheWay(table.rows, row).at(-1);
  return {
    definitions: [...said(table.rows, row).slice(-1), ...said(table.columns, column)],
    relations: relations(place, (id) => yearsOf(id)[year - 1]),
    anchor: join(place.route, nearest || `columns.${column}`),
    label: table.columns[column].labels.at(-1),
    unit: table.columns[column].unit ?? "",
  };
}

/* Year → printed figure of the other years that may be compared with this year's cell; "" is a blank.
   A figure stands once, under the newest form that has it, there perhaps by another name. */
export function years(route, year, body) {
  const at = body.years.indexOf(year);
  const found = body.forms.flatMap((form) => [route, form.renamed[route]].map((id) => figuresOf(id, form)));
  const texts = found.find((each) => typeof each?.[at] === "string") ?? [];
  const others = texts.map((shown, place) => [body.years[place], shown]);
  return Object.fromEntries(others.filter(([other, shown]) => other !== year && shown !== null));
}

function figuresOf(id = "", form) {
  const end = id.lastIndexOf(".");
  return form.rows[id.slice(0, end)]?.[id.slice(end + 1)];
}

/* Table, row and column; a local row's key begins with that of the row of the form which it splits. */
function placeOf(id, form) {
  const route = Object.keys(form.tables).find((each) => id.startsWith(`${each}.`));
  const table = form.tables[route];
  const rest = table ? id.slice(route.length + 1) : "";
  const fits = Object.keys(table?.columns ?? {}).filter((each) => `.${rest}`.endsWith(`.${each}`));
  const column = fits.sort((a, b) => b.length - a.length)[0];
  return column ? { table, route, column, row: rest.slice(0, -column.length - 1) } : null;
}

/* The keys of one axis on the way to a key, the top first. */
function onTheWay(headings, key) {
  const parts = key.split(".");
  return parts.map((_, at) => parts.slice(0, at + 1).join(".")).filter((each) => each in headings);
}

function said(headings, key) {
  return onTheWay(headings, key)
    .map((each) => ({ ...headings[each], label: headings[each].labels.at(-1) }))
    .filter((each) => each.explain || each.basis);
}

/* Relations that look at another year are left out while its figures are not known. */
function relations({ table, route, row, column }, before) {
  return table.relations.flatMap((each) => {
    const across = each.along === "columns";
    if (![...each.left, ...each.right].includes(across ? column : row)) return [];
    const at = (id) => (across ? join(route, row, id) : join(route, id, column));
    const earlier = each.previous.map((id) => before(at(id)));
    if (earlier.includes(undefined)) return [];
    const left = side(each.left.map((id) => shownAt(at(id))));
    const right = side([...each.right.map((id) => shownAt(at(id))), ...earlier]);
    if (Number.isNaN(left.sum + right.sum)) return [["有空白或不适用的格，不能核验", each.basis]];
    const most = each.kind === "at_most";
    const holds = most ? left.sum <= right.sum : left.sum === right.sum;
    const sign = holds ? (most ? "≤" : "=") : most ? ">" : "≠";
    return [[`${left.words} ${sign} ${right.words}　${holds ? "相符" : "不符"}`, each.basis]];
  });
}

function shownAt(route) {
  const cell = document.getElementById(route.replace(/\s/g, "_"));
  return cell && !/blank|not-/.test(cell.className) ? cell.textContent.trim() : "";
}

function figure(shown) {
  const found = /^[+-]?\d+(?:\.\d+)?(?![\d,，])/.exec(shown);
  return found ? Number(found[0]) : NaN;
}

/* One side of a relation: its sum, and the terms; of many terms, those that are not 0. */
function side(shown) {
  const few = shown.length > 8 ? shown.filter((each) => figure(each) !== 0) : shown;
  const terms = (few.length ? few : ["0"]).map((each, at) => (at && !/^[+-]/.test(each) ? `+${each}` : each));
  const rest = few.length && shown.length - few.length;
  return {
    sum: Number(shown.reduce((sum, each) => sum + figure(each), 0).toFixed(6)),
    words: terms.join("") + (rest ? `（其余${rest}项为0）` : ""),
  };
}
