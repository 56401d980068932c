// Checks the dependencies: those in Cargo.lock against deny.toml (licenses, sources, banned packages), and that each one a
// manifest names is used. It says what `cargo deny check licenses sources bans` and `cargo machete` say, without compiling two
// more tools on a new machine.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");
const rules = readFileSync(join(root, "deny.toml"), "utf8").replace(/^\s*#.*$/gm, "");
const list = (name) => [...rules.match(new RegExp(`^${name} = \\[([^]*?)\\]`, "m"))[1].matchAll(/"([^"]+)"/g)].map((match) => match[1]);
const allowed = new Set(list("allow"));
const banned = new Set(list("deny"));

/** Whether an SPDX expression is allowed: a choice by one of its sides, a conjunction by both. */
function permits(expression) {
  // Older packages write a choice with a slash.
  const words = expression.replaceAll("/", " OR ").match(/[()]|[^\s()]+/g) ?? [];
  const choice = () => {
    let holds = conjunction();
    while (words[0] === "OR" && words.shift()) holds = conjunction() || holds;
    return holds;
  };
  const conjunction = () => {
    let holds = one();
    while (words[0] === "AND" && words.shift()) holds = one() && holds;
    return holds;
  };
  const one = () => {
    if (words[0] === "(") {
      words.shift();
      const holds = choice();
      words.shift();
      return holds;
    }
    const license = words.shift();
    return allowed.has(words[0] === "WITH" ? `${license} ${words.shift()} ${words.shift()}` : license);
  };
  return choice() && words.length === 0;
}

const metadata = JSON.parse(
  execFileSync("cargo", ["metadata", "--locked", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"], { cwd: root, maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] }),
);
const faults = metadata.packages.flatMap(({ name, version, license, license_file, source }) => [
  ...(license ? (permits(license) ? [] : [`${name} ${version}: license "${license}" is not allowed`]) : [`${name} ${version}: no license, only ${license_file ?? "nothing"}`]),
  ...(source === null || source.startsWith("registry+") ? [] : [`${name} ${version}: comes from ${source}`]),
  ...(banned.has(name) ? [`${name} ${version}: is banned`] : []),
]);

const members = metadata.packages.filter(({ source }) => source === null);
const folders = new Set(members.map(({ manifest_path }) => dirname(manifest_path)));

/** The source of one crate, without comments and without the crates in folders below it. */
function sourceOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folders.has(path) ? "" : sourceOf(path);
      return entry.name.endsWith(".rs") ? readFileSync(path, "utf8").replace(/^\s*\/\/.*$/gm, "") : "";
    })
    .join("\n");
}

const named = new Set();
for (const { name, manifest_path, dependencies, metadata: notes } of members) {
  const source = sourceOf(dirname(manifest_path));
  // What is there for its features alone is listed in the manifest, with the reason beside it.
  const kept = notes?.["cargo-machete"]?.ignored ?? [];
  for (const dependency of dependencies) {
    named.add(dependency.name);
    const word = (dependency.rename ?? dependency.name).replaceAll("-", "_");
    const used = new RegExp(`(?<![\\w.])${word}\\s*::|\\b(?:use|extern crate) ${word}\\b`).test(source);
    if (!used && !kept.includes(dependency.name)) faults.push(`${name}: does not use ${dependency.name}`);
  }
}
const shared = readFileSync(join(root, "Cargo.toml"), "utf8").match(/^\[workspace\.dependencies\]$([^]*?)^\[/m)[1];
for (const [, name] of shared.matchAll(/^([\w-]+) = /gm)) if (!named.has(name)) faults.push(`no crate uses ${name} of [workspace.dependencies]`);

if (faults.length > 0) {
  console.error(`Dependencies that are not wanted (deny.toml, Cargo.toml):\n${faults.join("\n")}`);
  process.exit(1);
}
console.log(`${metadata.packages.length} packages: licenses and sources as deny.toml wants, and all are used`);
