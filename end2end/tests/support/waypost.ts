// Starts the real product for a test: its own database, its own port, a real SMTP server beside it, a clock that moves.
import { test as base, type Page } from "@playwright/test";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Mailbox } from "./mailbox";
import { binary, PASSWORD, populate, PREPARED, run, settings } from "./program";

export type Database = "sqlite" | "postgres";
export { PASSWORD } from "./program";

export class Waypost {
  readonly mailbox = new Mailbox();
  url = "";
  private process?: ChildProcess;
  private readonly folder = mkdtempSync(join(tmpdir(), "waypost-"));
  private environment: NodeJS.ProcessEnv = {};

  async start(database: Database): Promise<void> {
    await this.mailbox.listen();
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.environment = {
      ...settings(this.folder),
      WAYPOST_LISTEN: `127.0.0.1:${port}`,
      WAYPOST_TEST_CLOCK: "true",
      WAYPOST_MAIL__HOST: "127.0.0.1",
      WAYPOST_MAIL__PORT: String(this.mailbox.port),
      WAYPOST_MAIL__SECURITY: "none",
    };
    if (database === "postgres") {
      this.environment.WAYPOST_DATABASE_URL = postgresDatabase();
      populate(this.environment);
    } else {
      cpSync(process.env[PREPARED] ?? "", this.folder, { recursive: true });
    }
    this.process = spawn(binary, ["serve"], { env: this.environment, stdio: ["ignore", "inherit", "inherit"] });
    await until(async () => (await fetch(`${this.url}/readyz`).catch(() => undefined))?.ok === true);
  }

  /// Runs a sub-command against this test's database, such as an import.
  run(...args: string[]): string {
    return run(this.environment, ...args);
  }

  /// Moves the server's time forward.
  async advance(milliseconds: number): Promise<Date> {
    const response = await fetch(`${this.url}/test/clock?advance_ms=${Math.round(milliseconds)}`, { method: "POST" });
    if (!response.ok) throw new Error(`the clock did not move: ${response.status} ${await response.text()}`);
    return new Date(Number(await response.text()));
  }

  /// Signs in as this role, whoever was signed in before.
  async signIn(page: Page, role: string): Promise<void> {
    await page.context().clearCookies();
    await page.goto(`${this.url}/staff/sign-in`);
    await page.getByLabel("E-mail").fill(`${role}@lamna.example`);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${this.url}/staff`);
  }

  async stop(): Promise<void> {
    const running = this.process;
    if (running && running.exitCode === null) {
      const ended = new Promise((resolve) => running.once("exit", resolve));
      running.kill("SIGTERM");
      await ended;
    }
    await this.mailbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// `waypost` is started once a worker and file; `database` comes from the project.
export const test = base.extend<object, { database: Database; waypost: Waypost }>({
  database: ["sqlite", { option: true, scope: "worker" }],
  waypost: [
    async ({ database }, use) => {
      const waypost = new Waypost();
      await waypost.start(database);
      await use(waypost);
      await waypost.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});
export { expect } from "@playwright/test";

/// Waits for a condition by asking again; fails after 60 seconds.
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("the awaited condition did not come true within 60 s");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function postgresDatabase(): string {
  const server = process.env.WAYPOST_TEST_POSTGRES;
  if (!server) throw new Error("WAYPOST_TEST_POSTGRES names no server: run through scripts/test");
  const name = `e2e_${process.pid}_${Date.now()}`;
  const made = spawnSync("psql", [`${server}/postgres`, "-qc", `CREATE DATABASE ${name}`], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(made.stderr);
  return `${server}/${name}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
