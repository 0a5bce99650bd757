/* The readers' search: finding, and proving what is found. search-view.js shows it.
   No server, no worker, no library: static files, read as they are needed.
   generator/gongkai/search explains the index (index.py), folding (fold.py) and terms (terms.py).

   What a word finds:
   - a figure, alone or with at most two characters of unit (46, 4.6, +431, 46件, 288万元): that whole
     figure in the text followed by that unit, never a part of 146 or 4.6; and the cell of a table that
     holds it, in a column counted in that unit;
   - anything else: exactly these characters, wherever they stand, inside a figure too (第46, 2020年共);
   - several words parted by blanks: pages that have all of them. */
(() => {
  "use strict";
  const SITE = new URL("../", document.currentScript.src);
  const INDEX = new URL("search/", SITE);
  const FIGURE = /^([+-]?[0-9]+(?:\.[0-9]+)*)([\p{Script=Han}%‰]{0,2})$/u;
  const DIGIT = /[0-9]/;
  const PAIRS = 6; // of a long word that are looked up; the text decides
  const BETWEEN = " · "; // labels of a path

  // ---- Files ----
  const kept = new Map();
  let simplified = new Map();
  const known = new Map(); // character → folded
  const folded = new Map(); // text → folded: every letter that a reader types searches the same pages again
  const MANY = 20000; // texts, some 10 MB

  function load(path, read) {
    if (!kept.has(path)) {
      const loaded = fetch(new URL(path, INDEX), path === "root.json" ? { cache: "no-cache" } : {}).then((response) => {
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response[read]();
      });
      loaded.catch(() => kept.delete(path));
      kept.set(path, loaded);
    }
    return kept.get(path);
  }
  const root = () => load("root.json", "json");
  const versioned = async (path, read) => load(`${path}?v=${(await root()).version}`, read);
  const address = (path) => path.split("/").map(encodeURIComponent).join("/");

  async function learnTraditional() {
    const [from, to] = (await versioned("traditional.txt", "text")).split("\n");
    simplified = new Map([...from].map((character, place) => [character, to[place]]));
    known.clear();
    folded.clear();
  }

  // ---- Folding: fold.py, with the place of every folded character in the text ----
  function foldCharacter(character) {
    if (!known.has(character)) {
      const plain = [...character.normalize("NFKC").toLowerCase()];
      known.set(character, plain.map((each) => simplified.get(each) ?? each).join(""));
    }
    return known.get(character);
  }

  function fold(text) {
    if (folded.size > MANY) folded.clear();
    if (!folded.has(text)) folded.set(text, foldText(text));
    return folded.get(text);
  }

  function foldText(text) {
    let made = "", place = 0;
    const at = [];
    for (const character of text) {
      const thousands = character === "," && DIGIT.test(text[place - 1] ?? "") && /^[0-9]{3}(?![0-9])/.test(text.slice(place + 1, place + 5));
      const shown = thousands ? "" : foldCharacter(character);
      for (let unit = 0; unit < shown.length; unit++) at.push(place);
      made += shown;
      place += character.length;
    }
    return /[ \t\r]/.test(made) ? withoutBlanks(made, at) : { text: made, at };
  }

  function withoutBlanks(text, at) {
    const parts = /[0-9a-z]/, blank = /[ \t\r]/;
    const result = { text: "", at: [] };
    for (let place = 0; place < text.length; place++) {
      let end = place;
      while (end < text.length && blank.test(text[end])) end++;
      if (end > place) {
        const needed = parts.test(text[place - 1] ?? "") && parts.test(text[end] ?? "");
        if (needed) { result.text += " "; result.at.push(at[place]); }
        if ((place = end) === text.length) break;
      }
      result.text += text[place];
      result.at.push(at[place]);
    }
    return result;
  }

  // ---- Words of a query ----
  function wordsOf(query) {
    return [...new Set(query.split(/\s+/).map((word) => fold(word).text))].filter(Boolean).map(wordOf);
  }

  function wordOf(text) {
    const [, figure, unit] = FIGURE.exec(text) ?? [];
    if (figure) return { text, figure, terms: [`#${figure}${[...unit][0] ?? ""}`], sure: [...unit].length < 2 };
    const characters = [...text];
    if (characters.length < 3) return { text, terms: [text], sure: true };
    const last = characters.length - 2;
    const steps = Math.min(PAIRS - 1, Math.ceil(last / 2));
    const places = Array.from({ length: steps + 1 }, (_, step) => Math.round((step * last) / steps));
    return { text, terms: places.map((place) => characters.slice(place, place + 2).join("")), sure: false };
  }

  /** Where the word stands in a folded text: start and end of every occurrence. */
  function occurrences(word, text) {
    const found = [];
    for (let start = text.indexOf(word.text); start >= 0; start = text.indexOf(word.text, start + 1)) {
      const end = start + word.text.length;
      if (!word.figure || isWhole(word, text, start)) found.push([start, end]);
    }
    return found;
  }

  function isWhole(word, text, start) {
    const end = start + word.figure.length;
    const isDigit = (place) => DIGIT.test(text[place] ?? "");
    const before = DIGIT.test(word.text[0]) && (isDigit(start - 1) || (text[start - 1] === "." && isDigit(start - 2)));
    return !before && !isDigit(end) && !(text[end] === "." && isDigit(end + 1));
  }

  // ---- Candidates ----
  const TABLE = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte >>> 0;
  });
  function crc32(bytes) {
    let value = ~0;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
    return ~value >>> 0;
  }

  function reader(bytes) {
    let place = 0;
    const number = () => {
      let value = 0, scale = 1;
      for (;; scale *= 128) {
        const byte = bytes[place++];
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    };
    const take = () => { const length = number(); return bytes.subarray(place, (place += length)); };
    return { number, take, more: () => place < bytes.length };
  }

  async function pagesWith(term) {
    const name = new TextEncoder().encode(term);
    const { shards } = await root();
    const read = reader(new Uint8Array(await versioned(`terms/${crc32(name) % shards}.bin`, "arrayBuffer")));
    while (read.more()) {
      const [found, runs] = [read.take(), reader(read.take())];
      if (found.length === name.length && found.every((byte, place) => byte === name[place])) return numbersOf(runs);
    }
    return [];
  }

  function numbersOf(runs) {
    const numbers = [];
    for (let free = 0; runs.more(); ) {
      const first = runs.number();
      const start = free + Math.floor(first / 2);
      free = start + 1 + (first % 2 ? runs.number() + 1 : 0);
      for (let number = start; number < free; number++) numbers.push(number);
    }
    return numbers;
  }

  /** Pages that may have all words: their numbers, and whether they are sure to. */
  async function find(query) {
    let words = wordsOf(query), numbers = await intersection(words);
    if (!numbers.length && !simplified.size) {
      await learnTraditional();
      words = wordsOf(query);
      numbers = await intersection(words);
    }
    return { words, numbers, sure: words.every((word) => word.sure) };
  }

  async function intersection(words) {
    const lists = await Promise.all(words.flatMap((word) => word.terms).map(pagesWith));
    if (!lists.length) return [];
    lists.sort((one, other) => one.length - other.length);
    return lists.reduce((some, list) => { const all = new Set(list); return some.filter((number) => all.has(number)); });
  }

  // ---- The proof: a page's own texts ----
  /** The page's passages with the words, or null when one is missing. */
  async function proof(number, words) {
    const { numbers } = await root();
    const id = (await versioned(`numbers/${Math.floor(number / numbers)}.json`, "json"))[number % numbers];
    const record = await versioned(`pages/${address(id)}.json`, "json");
    if (record.traditional && !simplified.size) await learnTraditional();
    const found = new Set();
    const passages = marked(textsOf(record), words, found);
    if (record.frame && words.some((word) => word.figure || !found.has(word)))
      passages.push(...marked(cellsOf(record, await versioned(`frames/${record.frame}.json`, "json")), words, found));
    if (found.size < words.length) return null;
    return { id, record, passages: telling(passages) };
  }

  /** The passages, first those that together show all words; the page's own name and facts say least. */
  function telling(passages) {
    const sorted = passages.sort((one, other) => !one.heading - !other.heading || other.words.size - one.words.size);
    const shown = new Set(), first = [], rest = [];
    for (const passage of sorted) {
      const isNew = [...passage.words].some((word) => !shown.has(word));
      (isNew ? first : rest).push(passage);
      passage.words.forEach((word) => shown.add(word));
    }
    return [...first, ...rest];
  }

  function* textsOf(record) {
    yield { anchor: "", heading: "", text: record.title, of: record.title };
    yield { anchor: "", heading: "", text: record.name, of: record.name };
    for (const [anchor, heading, texts] of record.blocks) {
      yield { anchor, heading, text: heading, of: heading };
      for (const text of texts) yield { anchor, heading, text, of: text, quote: true };
    }
  }

  /** Labels and figures; a label leads to the first cell of its row or column. */
  function* cellsOf(record, frame) {
    const figures = record.figures.split("\t");
    const route = (...parts) => parts.filter(Boolean).join(".").replace(/\s/g, "_");
    function* each(labels, passage) {
      for (let place = 0, offset = 0; place < labels.length; offset += labels[place++].length + BETWEEN.length)
        yield { ...passage, text: labels.join(BETWEEN), of: labels[place], offset };
    }
    let cell = 0;
    for (const [anchor, heading, table, texts, rows, columns] of frame) {
      for (const text of [heading, ...texts]) yield { anchor, heading, text, of: text };
      for (const [row, labels] of rows) {
        yield* each(labels, { anchor: route(table, row, columns[0][0]), heading });
        for (const [column, unit, heads] of columns) {
          const figure = figures[cell++], of = figure + (/^[+-]?[0-9.,]+$/.test(figure) ? unit : "");
          const label = `${[...labels, ...heads].join(BETWEEN)}：`;
          if (figure) yield { anchor: route(table, row, column), heading, text: label + of, of, offset: label.length };
        }
      }
      for (const [column, , heads] of columns) yield* each(heads, { anchor: route(table, rows[0][0], column), heading });
    }
  }

  /** Passages with a hit: the hits as ranges of their text. Words that were met go into `found`. */
  function marked(texts, words, found) {
    const passages = [], seen = new Set();
    for (const { of, offset = 0, ...passage } of texts) {
      const { text, at } = fold(of);
      const ranges = [], met = new Set();
      for (const word of words)
        for (const [start, end] of occurrences(word, text)) {
          const last = at[end - 1];
          ranges.push([offset + at[start], offset + last + (of.codePointAt(last) > 0xffff ? 2 : 1)]);
          met.add(word);
        }
      met.forEach((word) => found.add(word));
      if (!met.size || seen.has(passage.text)) continue;
      seen.add(passage.text);
      passages.push({ ...passage, ranges: ranges.sort((one, other) => one[0] - other[0]), words: met });
    }
    return passages;
  }

  /** Up to `size` proven pages from a place in the list of candidates, forwards or backwards. */
  async function proven({ numbers, words }, from, size, step = 1) {
    const pages = [];
    let place = from;
    while (pages.length < size && place >= 0 && place < numbers.length) {
      const batch = [];
      for (; batch.length < size - pages.length && place >= 0 && place < numbers.length; place += step) batch.push(place);
      const proofs = await Promise.all(batch.map((each) => proof(numbers[each], words)));
      proofs.forEach((each, which) => each && pages.push({ ...each, place: batch[which] }));
    }
    return { pages, next: place };
  }

  /** The numbers of the pages in groups, in the order of results: kind, year, first number, the number after the last. */
  async function groups() {
    let first = 0;
    return (await root()).groups.map(([kind, year, pages]) => ({ kind, year, first, end: (first += pages) }));
  }

  /** Names of bodies by id, and the body's id of every page by its number. */
  async function bodies() {
    const { bodies: names, groups: places } = await versioned("bodies.json", "json");
    return { names: new Map(names), of: places.flat().map((place) => names[place]?.[0] ?? "") };
  }

  window.gongkaiSearch = { SITE, root, find, proven, groups, bodies, address };
})();
