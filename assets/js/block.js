// Blocks of cells: as a spreadsheet puts them on the clipboard, and what is done with several lines at once.
export const isBlock = (text) => /[\t\n]/.test(text.replace(/\r?\n$/, ""));

// Tab separated, a cell in quotes may hold line breaks and doubled quotes.
export function blockOf(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < source.length; at++) {
    const letter = source[at];
    if (quoted) {
      if (letter === '"' && source[at + 1] === '"') { cell += '"'; at++; }
      else if (letter === '"') quoted = false;
      else cell += letter === "\n" ? " " : letter;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t") { rows.at(-1).push(cell); cell = ""; }
    else if (letter === "\n") { rows.at(-1).push(cell); cell = ""; rows.push([]); }
    else cell += letter;
  }
  rows.at(-1).push(cell);
  return rows.filter((row) => row.some((value) => value.trim() !== ""));
}

// The places of the lines from one to another, whichever comes first.
export function numbered(lines, { from, to }) {
  const [a, b] = [from, to].map((key) => lines.findIndex((line) => line.key === key)).sort((x, y) => x - y);
  return a < 0 ? [] : Array.from({ length: b - a + 1 }, (_, n) => a + n);
}

// The first of these lines gives its cell to the others.
export function filled(lines, places, name) {
  const [first, ...rest] = places;
  if (first < 0 || !lines[first]) return lines;
  const into = new Set(rest);
  return lines.map((line, at) => (into.has(at) && line.kind === lines[first].kind ? { ...line, [name]: lines[first][name] } : line));
}

const EMPTY = { text: "", unit: "", quantity: "1" };
export function cleaned(lines, places, name) {
  const these = new Set(places);
  return lines.map((line, at) => (these.has(at) ? { ...line, [name]: EMPTY[name] ?? "0" } : line));
}

export function moved(lines, from, to) {
  if (to < 0 || to >= lines.length || from === to) return lines;
  const list = [...lines], [line] = list.splice(from, 1);
  list.splice(to, 0, line);
  return list;
}
