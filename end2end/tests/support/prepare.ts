// Before all stories: a demo population, made once, that every server on SQLite starts with a copy of.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { populate, PREPARED, settings } from "./program";

export default function prepare(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "waypost-prepared-"));
  populate(settings(folder));
  process.env[PREPARED] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
