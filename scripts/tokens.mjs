// Checks the tokens of the style sheets: every `var(--x)` names a token that is declared, and every declared token is used.
// Both happen in the style sheets or in a view. Prints what is wrong with file and line, and fails.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

const root = join(import.meta.dirname, "..");

function* files(folder, endings) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path, endings);
    else if (endings.some((ending) => entry.name.endsWith(ending))) yield path;
  }
}

/** Where each name stands that `pattern` finds: name → the first "file:line". */
function places(pattern) {
  const found = new Map();
  for (const path of [...files(join(root, "style"), [".css"]), ...files(join(root, "app"), [".rs", ".js"])]) {
    // Comments are blanked, and keep their lines.
    const text = readFileSync(path, "utf8").replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "));
    for (const match of text.matchAll(pattern)) {
      const line = text.slice(0, match.index).split("\n").length;
      if (!found.has(match[1])) found.set(match[1], `${relative(root, path)}:${line}`);
    }
  }
  return found;
}

// In a style sheet `--x: …`, `@property --x`; in a view `style:--x=…`, `style="--x: …"` or a text put together as `"--x: {}"`.
const declared = places(/(?<!var\(\s*)(?<![\w-])(--[a-z][\w-]*)(?=\s*[:={])/g);
const used = places(/var\(\s*(--[a-z][\w-]*)/g);

const faults = [
  ...[...used].filter(([name]) => !declared.has(name)).map(([name, at]) => `${at}: ${name} is used but never declared`),
  ...[...declared].filter(([name]) => !used.has(name)).map(([name, at]) => `${at}: ${name} is declared but never used`),
];
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
