// Two workers, each with a server of its own; a file's stories follow each other. The walk-through is played on SQLite and again on
// PostgreSQL. A trace films every page, which costs much: only a retry has one, and TRACE=1 npm test.
import { defineConfig } from "@playwright/test";
import type { Database } from "./tests/support/waypost";

const chromium = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export default defineConfig<{ database: Database }>({
  testDir: "tests",
  globalSetup: "./tests/support/prepare",
  outputDir: "results",
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { launchOptions: chromium, viewport: { width: 1440, height: 900 }, actionTimeout: 20_000, navigationTimeout: 30_000, trace: process.env.TRACE ? "on" : "on-first-retry", locale: "en-US" },
  projects: [
    { name: "sqlite", use: { database: "sqlite" } },
    { name: "postgres", use: { database: "postgres" }, testMatch: /walkthrough/ },
  ],
});
