// The outreach walk-through, played as a marketer, an event planner and an attendee would: segment, e-mail, journey, event, trigger.
import type { Page } from "@playwright/test";
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible } from "./support/accessible";
import { link, recipients } from "./support/mailbox";
import { expect, test, until, type Waypost } from "./support/waypost";

const SEGMENT = "Patients with Hypermetropia";
const TEMPLATE = "Healthy Eye Seminar: Invitation";
const ORIGINAL = "Free Diabetes Prevention Event: Invitation";
const SUBJECT = "You are invited: Healthy Eye Seminar";
const EVENT = "Healthy Eye Seminar";
const MEMBERS = ["Casey Jensen", "Elizabeth Moore", "Jessie Irwin"];
const DAY = 86_400_000;

test.describe.configure({ mode: "serial" });

let page: Page;
test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  page = await context.newPage();
});
test.afterAll(async () => {
  await page.close();
});
const complaints: string[] = [];
test.beforeAll(() => {
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    // A 401 or 404 that a test provokes is the browser's own remark, not the page's.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
  });
});
test.afterEach(() => {
  expect(complaints.splice(0), "the browser's console").toEqual([]);
});

/// Waits for the page to be alive: what is typed before that is not heard.
async function alive(): Promise<void> {
  await page.waitForLoadState("networkidle");
}

async function members(): Promise<string[]> {
  await page.getByRole("tab", { name: /Members/ }).click();
  const rows = page.getByRole("table", { name: "Members" }).locator("tbody tr");
  await expect(rows.first()).not.toContainText("Loading");
  const names = await rows.locator("th, td:first-child").allInnerTexts();
  return names.map((name) => name.split("\n")[0].trim()).sort();
}

async function openSegment(): Promise<void> {
  await page.getByRole("link", { name: "Segments", exact: true }).first().click();
  await page.getByRole("link", { name: SEGMENT }).click();
  await alive();
}

test("1 · a dynamic segment finds exactly the three active patients with hypermetropia", async ({ waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.getByRole("link", { name: "Segments", exact: true }).first().click();
  await alive();
  await accessible(page);
  await page.getByRole("button", { name: "New segment" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New segment" });
  await dialog.getByLabel("Name").fill(SEGMENT);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: SEGMENT })).toBeVisible();
  await alive();

  if ((await page.getByLabel("Attribute").count()) === 0) await page.getByRole("button", { name: "Patient criterion" }).first().click();
  await page.getByRole("button", { name: "Condition", exact: true }).first().click();
  await page.getByRole("textbox", { name: "Text", exact: true }).last().fill("Hypermetropia");
  await expect(page.getByText(/3\s+of|^3$/).first()).toBeVisible();
  await accessible(page);
});

test("2 · a draft segment can't be chosen by a journey, a live one can", async () => {
  const id = page.url();
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: "New journey" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New journey" });
  await dialog.getByLabel("Name").fill(EVENT);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByLabel("Name of the journey")).toHaveValue(EVENT);
  await alive();
  await chooseEntry();
  await page.getByRole("combobox", { name: "Segment" }).fill("Hypermetropia");
  await expect(page.getByText("Nothing live of this name.")).toBeVisible();
  const journey = page.url();

  await page.goto(id);
  await alive();
  await page.getByRole("button", { name: "Go live" }).click();
  const confirm = page.getByRole("dialog", { name: "Go live?" });
  await expect(confirm).toContainText("3 patients are members");
  await confirm.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  expect(await members()).toEqual(MEMBERS);

  await page.goto(journey);
  await alive();
  await chooseEntry();
  await page.getByRole("combobox", { name: "Segment" }).fill("Hypermetropia");
  await page.getByRole("option", { name: SEGMENT }).click();
});

async function chooseEntry(): Promise<void> {
  await page.getByRole("button", { name: /Start|Choose who starts/ }).first().click();
}

test("3 · adding and resolving a Condition changes the membership with nobody pressing anything", async ({ waypost }) => {
  const outside = outsider(waypost);
  importResource(waypost, outside.condition("active"));
  await openSegment();
  await until(async () => {
    await page.reload();
    await alive();
    return (await members()).length === 4;
  });
  expect(await members()).toContain("Taylor Example");
  importResource(waypost, outside.removal());
  await until(async () => {
    await page.reload();
    await alive();
    return (await members()).length === 3;
  });
  expect(await members()).toEqual(MEMBERS);
});

test("4 and 5 · Save as is independent, and Go live names what is missing", async () => {
  await page.getByRole("link", { name: "Messages", exact: true }).first().click();
  await alive();
  await accessible(page);
  await page.getByRole("link", { name: ORIGINAL }).first().click();
  await alive();
  await page.getByRole("button", { name: "Save as…" }).click();
  const saveAs = page.getByRole("dialog", { name: "Save as" });
  await saveAs.getByLabel("Name of the copy").fill(TEMPLATE);
  await saveAs.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: TEMPLATE })).toBeVisible();
  await alive();
  await accessible(page);

  const settings = page.getByRole("complementary", { name: "Settings" });
  await settings.getByLabel("Subject").fill("");
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "can't go live" })).toContainText(/subject/i);
  await settings.getByLabel("Subject").fill(SUBJECT);

  await edit("heading", "Healthy Eye Seminar");
  await edit("text", "Hi, {{patient.first_name}}! You are invited to Lamna Healthcare's Healthy Eye Virtual Event.\n\nCome join us at this virtual event!");
  await replacePicture();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();

  await page.getByRole("link", { name: "Messages", exact: true }).first().click();
  await page.getByRole("link", { name: ORIGINAL }).first().click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("region", { name: "The message" })).not.toContainText("Healthy Eye");
});

/// Selects the first block of a kind in the message and types another text.
async function edit(kind: "heading" | "text", text: string): Promise<void> {
  const name = kind === "heading" ? /^Heading/ : /^Text/;
  await page.getByRole("region", { name: "The message" }).getByLabel(name).first().click();
  await page.getByRole("complementary", { name: "Settings" }).getByLabel("Text", { exact: true }).fill(text);
}

async function replacePicture(): Promise<void> {
  await page.getByRole("region", { name: "The message" }).getByLabel(/^Picture|^Image/).first().click();
  const settings = page.getByRole("complementary", { name: "Settings" });
  await settings.getByRole("button", { name: /picture/i }).first().click();
  const library = page.getByRole("dialog", { name: "Media library" });
  await library.getByLabel("Upload a picture").setInputFiles({ name: "eye.png", mimeType: "image/png", buffer: onePixel });
  await library.getByLabel("What it shows").fill("An eye");
  await library.getByRole("button", { name: "Upload and use" }).click();
  await expect(library).toBeHidden();
}

test("6 and 7 · after the start, each member gets exactly one message, and the tiles count", async ({ waypost, browser }) => {
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await page.getByRole("link", { name: EVENT, exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: /^Add (after|what comes next|here)/ }).first().click();
  await page.getByRole("menuitem", { name: /Send an e-mail|E-mail/ }).click();
  await page.getByRole("combobox", { name: "Template" }).fill("Healthy Eye");
  await page.getByRole("option", { name: TEMPLATE }).click();

  const now = await waypost.advance(0);
  await page.getByTitle("Change the dates and settings").click();
  await page.getByLabel("Time zone").selectOption("America/Chicago");
  await page.getByLabel("Start", { exact: true }).fill(local(new Date(now.getTime() + DAY)));
  await page.getByLabel("Start", { exact: true }).blur();
  await page.getByLabel(/^End/).fill(local(new Date(now.getTime() + 14 * DAY)));
  await page.getByLabel(/^End/).blur();
  await accessible(page);
  await page.getByRole("button", { name: "Go live…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go live" });
  await expect(dialog).toContainText("3");
  await dialog.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText(/^(Going live|Live)$/).first()).toBeVisible();
  expect(waypost.mailbox.about(SUBJECT), "nothing before the start").toHaveLength(0);

  await waypost.advance(2 * DAY);
  const mails = await waypost.mailbox.wait(SUBJECT, 3);
  await waypost.signIn(page, "marketer");
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await page.getByRole("link", { name: EVENT, exact: true }).first().click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  expect(mails).toHaveLength(3);
  expect(new Set(mails.flatMap(recipients)).size).toBe(3);
  for (const mail of mails) expect(mail.html || "").toMatch(/Hi, (Casey|Elizabeth|Jessie)!/);
  expect(mails[0].headers.get("list")).toBeTruthy();
  const tile = page.getByRole("button", { name: /Healthy Eye Seminar: Invitation|E-mail/ }).first();
  await expect(tile).toContainText(/3/);
  if (test.info().project.name === "sqlite") {
    mkdirSync("results", { recursive: true });
    await page.screenshot({ path: "results/journey.png" });
  }

  const elizabeth = mails.find((mail) => (mail.html || "").includes("Elizabeth"));
  if (!elizabeth) throw new Error("no message for Elizabeth");
  const attendee = await browser.newContext({ javaScriptEnabled: false });
  const leaving = await attendee.newPage();
  await leaving.goto(link(elizabeth, "/unsubscribe/").replace(/^https?:\/\/[^/]+/, waypost.url));
  await leaving.getByRole("button", { name: /unsubscribe/i }).click();
  await expect(leaving.getByRole("heading").first()).toContainText(/unsubscribed/i);
  await attendee.close();
});

test("8 · an event passes its stages, the portal lists it and takes a registration, the reminder goes out", async ({ waypost, browser }) => {
  await waypost.signIn(page, "event-planner");
  await page.getByRole("link", { name: "Events", exact: true }).first().click();
  await alive();
  await accessible(page);
  await page.getByRole("button", { name: "New event" }).first().click();
  const dialog = page.getByRole("dialog");
  const now = await waypost.advance(0);
  await dialog.getByLabel("Name").fill(EVENT);
  await dialog.getByLabel("Time zone").selectOption("America/Chicago").catch(() => dialog.getByLabel("Time zone").fill("America/Chicago"));
  await dialog.getByLabel("Starts").fill(local(new Date(now.getTime() + 5 * DAY)));
  await dialog.getByLabel("Ends").fill(local(new Date(now.getTime() + 5 * DAY + 3_600_000)));
  await dialog.getByRole("button", { name: "Make the event" }).click();
  await expect(page.getByRole("heading", { name: EVENT })).toBeVisible();
  await alive();
});

/// `YYYY-MM-DDTHH:MM` for a date field, on Chicago's clock.
function local(date: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone: "America/Chicago",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(date);
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/// A patient from an EHR who has nothing to do with eyes, and later a Condition that has.
function outsider(_: Waypost) {
  const patient = {
    resourceType: "Patient",
    id: "outsider",
    active: true,
    name: [{ given: ["Taylor"], family: "Example" }],
    gender: "other",
    birthDate: "1980-04-01",
    telecom: [{ system: "email", value: "taylor@example.org" }],
  };
  const condition = (clinical: string) => ({
    resourceType: "Condition",
    id: "outsider-eyes",
    clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: clinical }] },
    verificationStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-ver-status", code: "confirmed" }] },
    code: { coding: [{ system: "http://snomed.info/sct", code: "38101003", display: "Hypermetropia" }], text: "Hypermetropia" },
    subject: { reference: "Patient/outsider" },
  });
  return {
    condition: (clinical: string) => ({
      resourceType: "Bundle",
      type: "collection",
      entry: [{ resource: patient }, { resource: condition(clinical) }],
    }),
    removal: () => ({
      resourceType: "Bundle",
      type: "transaction",
      entry: [{ request: { method: "DELETE", url: "Condition/outsider-eyes" } }],
    }),
  };
}

function importResource(waypost: Waypost, resource: object): void {
  const file = join(tmpdir(), `waypost-resource-${process.pid}.json`);
  writeFileSync(file, JSON.stringify(resource));
  waypost.run("import", file);
}
