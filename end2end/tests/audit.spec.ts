// The audit log: who saw a patient, what was refused, whose role changed; on a phone too; axe on each page.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

const entry = (page: Page, name: RegExp) => page.getByRole("row", { name }).first();

test("the privacy officer finds who saw a patient", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/patients`);
  const first = page.getByRole("rowheader").first().getByRole("link");
  const name = (await first.innerText()).trim();
  await first.click();
  await expect(page.getByRole("tab", { name: "What happened" })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").pop();
  const narrowed = `${waypost.url}/staff/audit?patient=${id}`;
  await expect(page.getByRole("link", { name: "Who saw this record" })).toHaveCount(0);

  await waypost.signIn(page, "privacy-officer");
  await page.goto(`${waypost.url}/staff/patients/${id}`);
  await page.getByRole("link", { name: "Who saw this record" }).click();
  await expect(page).toHaveURL(narrowed);
  await expect(entry(page, /marketer.*Looked at a patient's record.*127\.0\.0\.1/)).toBeVisible();
  await expect(page.locator(".chip", { hasText: name })).toBeVisible();
  await accessible(page);

  // The dialog opens and closes by keyboard, and the page lives on.
  const shown = page.getByRole("dialog", { name: "Patients shown" });
  await expect(async () => {
    await entry(page, /marketer.*Looked at a patient's record/).getByRole("button").click();
    await expect(shown.getByRole("link", { name })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(shown).toBeHidden();

  const file = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  const text = await readFile(await (await file).path(), "utf8");
  expect(text).toContain("Looked at a patient's record");
  expect(text).not.toContain(name);

  await page.getByRole("button", { name: "Every patient" }).click();
  await expect(page).toHaveURL(`${waypost.url}/staff/audit`);
  await page.getByRole("combobox", { name: "Patient: name or record number" }).fill(name);
  await page.getByRole("option", { name: new RegExp(name) }).first().click();
  await expect(page).toHaveURL(/\/staff\/audit\?patient=[0-9a-f-]{36}$/);
  await page.getByRole("combobox", { name: "Kind of action" }).selectOption({ label: "Exported" });
  await expect(page).toHaveURL(/patient=[0-9a-f-]{36}&kind=exported$/);
  await expect(entry(page, /privacy-officer.*Exported: audit log/)).toBeVisible();
});

test("what was refused is written down, and an administrator does not read the log", async ({ page, waypost }) => {
  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/people`);
  await expect(page.getByRole("alert")).toContainText("Not for your role");
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/audit`);
  await expect(page.getByRole("alert")).toContainText("Only a privacy officer can read the audit log.");
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await expect(page.getByRole("navigation", { name: "Pages" })).toHaveCount(0);
  await accessible(page);

  await waypost.signIn(page, "privacy-officer");
  await page.goto(`${waypost.url}/staff/audit?kind=refused`);
  await expect(entry(page, /event-planner.*Refused.*\/staff\/people needs manage-people/)).toBeVisible();
  await expect(entry(page, /administrator.*Refused.*\/staff\/audit needs view-audit/)).toBeVisible();
  // Each visit is written down once, whatever the page asked for.
  await expect(page.getByRole("row", { name: /administrator.*Refused/ })).toHaveCount(1);
});

test("a changed role names the person, before and after, also on a phone", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/people`);
  const ask = async () => {
    await expect(async () => {
      await page.getByRole("button", { name: "Change agent", exact: true }).click();
      await page.getByRole("menuitem", { name: "Change role…" }).click({ timeout: 1_000 });
    }).toPass();
  };
  const dialog = page.getByRole("dialog", { name: "Role of agent" });
  await ask();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await ask();
  await dialog.getByRole("combobox", { name: "Role" }).selectOption({ label: "Marketer" });
  await dialog.getByRole("button", { name: "Change role" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row", { name: /agent@lamna\.example.*Marketer/ })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await waypost.signIn(page, "privacy-officer");
  await page.goto(`${waypost.url}/staff/audit?kind=accounts`);
  await expect(entry(page, /administrator.*Changed role of agent.*agent → marketer/)).toBeVisible();
  await accessible(page);
  const wide = await page.locator(".table-wrap").evaluate((frame) => frame.scrollWidth - frame.clientWidth);
  expect(wide, "the table scrolls sideways").toBeLessThanOrEqual(1);
});
