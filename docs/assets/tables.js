/* Official tables by keyboard and on a phone. Each is a grid: one stop of the Tab key, arrows inside. On a
   narrow screen, where tables.css shows one column, an address or a link that leads to a cell chooses
   the cell's column. Without this script the tables are plain tables, and all of it can be read. */
(() => {
  const MOVES = {
    ArrowLeft: (y, x) => [y, x - 1],
    ArrowRight: (y, x) => [y, x + 1],
    ArrowUp: (y, x) => [y - 1, x],
    ArrowDown: (y, x) => [y + 1, x],
    Home: (y, x, last, far) => [far ? 0 : y, 0],
    End: (y, x, last, far) => [far ? last.y : y, last.x],
  };
  const cellOf = (event) => event.target.closest?.(".official td[id]");
  const cellsOf = (row) => [...row.querySelectorAll("td[id]")];

  for (const table of document.querySelectorAll(".official table.stat")) {
    table.setAttribute("role", "grid");
    table.setAttribute("aria-readonly", "true");
    table.setAttribute("aria-description", "用方向键移动，按回车键查看说明");
    table.closest(".statistics").classList.add("live");
    const first = [...table.querySelectorAll("td[id]")].find((cell) => cell.offsetWidth);
    if (first) first.tabIndex = 0;
  }

  /* The cell that a key leads to: the cell itself at the edge; nothing for any other key. */
  function neighbour(cell, key, far) {
    const rows = [...cell.closest("table").tBodies]
      .flatMap((body) => [...body.rows])
      .map((row) => cellsOf(row).filter((each) => each.offsetWidth));
    const y = rows.findIndex((row) => row.includes(cell));
    const to = MOVES[key]?.(y, rows[y].indexOf(cell), { y: rows.length - 1, x: rows[y].length - 1 }, far);
    return to && (rows[to[0]]?.[to[1]] ?? cell);
  }

  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    const next = cell && !event.altKey && !event.metaKey && neighbour(cell, event.key, event.ctrlKey);
    if (!next) return;
    event.preventDefault();
    next.tabIndex = 0;
    next.focus();
  });

  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    for (const other of cell.closest("table").querySelectorAll("td[tabindex]"))
      if (other !== cell) other.tabIndex = -1;
  });

  /* Chooses the column of a cell that is put away; says whether it was. */
  function reveal(hash) {
    const cell = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!cell?.matches(".official td") || cell.offsetWidth) return null;
    const row = cellsOf(cell.parentNode);
    const choices = cell.closest(".statistics").previousElementSibling;
    const step = choices?.dataset.step; // columns of a group, which count from the first; or single ones
    const place = step ? Math.floor(row.indexOf(cell) / step) + 1 : row.length - row.indexOf(cell);
    const choice = choices?.querySelector(`input[value="${place}"]`);
    if (choice) choice.checked = true;
    return cell;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(link.hash); // before the browser jumps
  });
  const arrive = () => reveal(location.hash)?.scrollIntoView({ block: "center" });
  addEventListener("hashchange", arrive);
  arrive();
})();
