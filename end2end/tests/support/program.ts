// The program that is tested, and what it is started with.
import { spawnSync } from "node:child_process";

export const PASSWORD = "correct horse battery";
export const binary = process.env.WAYPOST_BINARY ?? "../target/waypost/waypost";

/// Where the folder is that every server on SQLite starts with a copy of.
export const PREPARED = "WAYPOST_PREPARED";

/// What the program is told: the folder of its data, and little in its log.
export function settings(folder: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => name !== "WAYPOST_BINARY" && name !== PREPARED);
  return { ...Object.fromEntries(inherited), WAYPOST_DATA_DIR: folder, WAYPOST_LOG: "warn" };
}

/// The demo population and one person a role.
export function populate(environment: NodeJS.ProcessEnv): void {
  run(environment, "demo");
  for (const role of ["administrator", "marketer", "event-planner", "agent", "supervisor", "privacy-officer"]) {
    run(environment, "user", "add", `${role}@lamna.example`, "--name", role, "--role", role, "--password-stdin");
  }
}

/// Runs a sub-command, such as an import, and says what it printed.
export function run(environment: NodeJS.ProcessEnv, ...args: string[]): string {
  const result = spawnSync(binary, args, { env: environment, input: `${PASSWORD}\n`, encoding: "utf8" });
  if (result.status !== 0) throw new Error(`waypost ${args.join(" ")}: ${result.stderr}${result.stdout}`);
  return result.stdout;
}
