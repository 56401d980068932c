// The outreach walk-through, played as a marketer, an event planner and an attendee would: segment, e-mail, journey, event, trigger.
import type { Page } from "@playwright/test";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible } from "./support/accessible";
import { recipients } from "./support/mailbox";
import { expect, test, until, type Waypost } from "./support/waypost";

const SEGMENT = "Patients with Hypermetropia";
const TEMPLATE = "Healthy Eye Seminar: Invitation";
const ORIGINAL = "Free Diabetes Prevention Event: Invitation";
const SUBJECT = "You are invited: Healthy Eye Seminar";
const EVENT = "Healthy Eye Seminar";
const MEMBERS = ["Casey Jensen", "Elizabeth Moore", "Jessie Irwin"];
const TRIGGER = "Encounter details updated";
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
  await expect(page.getByRole("heading", { level: 1, name: SEGMENT })).toBeVisible();
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
  await expect(page.locator("#rule-total")).toHaveText("3");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await accessible(page);
});

test("2 · a draft segment can't be chosen by a journey, a live one can", async () => {
  const segment = page.url();
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: "New journey" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New journey" });
  await dialog.getByLabel("Name").fill(EVENT);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByLabel("Name of the journey")).toHaveValue(EVENT);
  await alive();
  await page.getByRole("group", { name: /^Audience:/ }).click();
  await page.getByRole("combobox", { name: "Segment" }).fill("Hypermetropia");
  await expect(page.getByText("Nothing live found with this name.")).toBeVisible();
  const journey = page.url();

  await page.goto(segment);
  await alive();
  await page.getByRole("button", { name: "Go live" }).click();
  const confirm = page.getByRole("dialog", { name: "Go live?" });
  await expect(confirm).toContainText("3 patients are members");
  await confirm.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  expect(await members()).toEqual(MEMBERS);

  await page.goto(journey);
  await alive();
  await page.getByRole("group", { name: /^Audience:/ }).click();
  await page.getByRole("combobox", { name: "Segment" }).fill("Hypermetropia");
  await page.getByRole("option", { name: SEGMENT }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
});

test("3 · adding and resolving a Condition changes the membership with nobody pressing anything", async ({ waypost }) => {
  const outside = outsider();
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
  await page.getByRole("link", { name: ORIGINAL }).first().click();
  await alive();
  await page.getByRole("button", { name: "Save as…" }).click();
  const saveAs = page.getByRole("dialog", { name: "Save as" });
  await saveAs.getByLabel("Name of the copy").fill(TEMPLATE);
  await saveAs.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: TEMPLATE, level: 1 })).toBeVisible();
  await alive();

  // The picture is replaced by an upload, the texts by our own.
  const block = (name: RegExp) => page.getByRole("region", { name: "The message" }).getByRole("button", { name }).first();
  const text = page.getByLabel("Text", { exact: true });
  await page.getByRole("textbox", { name: "Subject" }).fill("");
  await block(/^Picture, /).click();
  await page.getByRole("button", { name: "Replace the picture" }).click();
  const library = page.getByRole("dialog", { name: "Media library" });
  await library.getByLabel("Upload a picture").setInputFiles({ name: "eye.png", mimeType: "image/png", buffer: PICTURE });
  await library.getByLabel("What it shows").fill("An eye");
  await library.getByRole("button", { name: "Upload and use" }).click();
  await expect(block(/^Picture, .*An eye/)).toBeVisible();
  await block(/^Heading, /).click();
  await text.fill("Healthy Eye Seminar");
  await block(/^Text, /).click();
  await text.fill(
    "Hi, {{patient.first_name}}! You are invited to Lamna Healthcare's Healthy Eye Virtual Event.\n\nCome join us at this virtual event!",
  );

  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByRole("alert")).toContainText("The subject is missing.");
  await page.getByRole("alert").getByRole("button", { name: /The subject is missing/ }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill(SUBJECT);
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await accessible(page);

  await page.getByRole("link", { name: "Messages", exact: true }).first().click();
  await page.getByRole("link", { name: ORIGINAL }).first().click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "The message" })).not.toContainText("Healthy Eye");
});

test("6 and 7 · after the start each member gets exactly one message, and the tiles count", async ({ waypost, browser }) => {
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await page.getByRole("link", { name: EVENT, exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: /^Add after/ }).first().click();
  await page.getByRole("menuitem", { name: "Send a message" }).click();
  await page.getByRole("combobox", { name: "Template" }).fill("Healthy Eye");
  await page.getByRole("option", { name: TEMPLATE }).click();

  const now = await waypost.advance(0);
  await page.getByTitle("Change the dates and settings").click();
  await page.getByLabel("Time zone").selectOption("America/Chicago");
  await page.getByLabel("Start", { exact: true }).fill(local(new Date(now.getTime() + DAY)));
  await page.keyboard.press("Tab");
  await page.getByLabel("End (optional)").fill(local(new Date(now.getTime() + 14 * DAY)));
  await page.keyboard.press("Tab");
  await expect(page.getByText("No problems in this journey. It can go live.")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Go live…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go live" });
  await expect(dialog).toContainText(`3 people in “${SEGMENT}” enter`);
  await dialog.getByRole("button", { name: "Go live", exact: true }).click();
  await expect(page.getByText(/^(Going live|Live)$/).first()).toBeVisible();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  expect(waypost.mailbox.about(SUBJECT), "nothing before the start").toHaveLength(0);

  await waypost.advance(2 * DAY);
  await waypost.mailbox.wait(SUBJECT, 3);
  await waypost.signIn(page, "marketer");
  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await page.getByRole("link", { name: EVENT, exact: true }).first().click();
  await alive();
  for (const tile of [/^Audience:/, /^Send a message:/]) {
    await expect(page.getByRole("group", { name: tile })).toContainText("3");
  }
  if (test.info().project.name === "sqlite") await page.screenshot({ path: "results/journey.png" });
  const mails = waypost.mailbox.about(SUBJECT);
  expect(mails.flatMap(recipients).sort()).toEqual([...new Set(mails.flatMap(recipients))].sort());
  expect(mails).toHaveLength(3);
  for (const mail of mails) expect(mail.html || "").toMatch(/Hi, (Casey|Elizabeth|Jessie)!/);

  // Elizabeth leaves, without any script, and the journey's figures say so.
  const elizabeth = mails.find((mail) => (mail.html || "").includes("Elizabeth"));
  if (!elizabeth) throw new Error("no message for Elizabeth");
  const list = elizabeth.headers.get("list") as { unsubscribe?: { url?: string } } | undefined;
  const context = await browser.newContext({ javaScriptEnabled: false });
  const leaving = await context.newPage();
  await leaving.goto(list?.unsubscribe?.url ?? "no List-Unsubscribe header");
  await leaving.getByRole("button", { name: /unsubscribe/i }).click();
  await expect(leaving.getByText(/unsubscribed/i).first()).toBeVisible();
  await context.close();
});

test("8 · an event passes its stages, the portal lists it, a registration is confirmed and reminded", async ({ waypost, browser }) => {
  await waypost.signIn(page, "event-planner");
  await page.getByRole("link", { name: "Events", exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: "New event" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(EVENT);
  await page.getByRole("combobox", { name: "Time zone" }).fill("Chicago");
  await page.getByRole("option", { name: /Chicago/ }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: EVENT })).toBeVisible();
  await alive();
  const fill = async (label: string, value: string) => {
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.keyboard.press("Tab");
  };
  const now = await waypost.advance(0);
  await fill("Summary", "What far-sightedness is, how it changes, and what helps.");
  await fill("Starts", local(new Date(now.getTime() + 5 * DAY)));
  await fill("Ends", local(new Date(now.getTime() + 5 * DAY + 3_600_000)));
  await fill("Goal (optional)", "Tell far-sighted patients what helps.");
  await fill("Expected outcome (optional)", "Thirty check-ups booked.");
  await page.getByRole("tab", { name: "Streaming" }).click();
  await fill("Join link", "https://meet.example.org/eyes");
  for (const stage of ["Agenda", "Organize", "Promote", "Launch"]) {
    await page.getByRole("button", { name: `Advance to ${stage}` }).click();
    await expect(page.locator("[aria-current=step]")).toHaveText(stage);
  }
  await page.getByRole("button", { name: "Go live…" }).click();
  await page.getByRole("dialog", { name: "Go live" }).getByRole("button", { name: "Go live", exact: true }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(`${waypost.url}/events`);
  await phone.getByRole("link", { name: EVENT }).first().click();
  await phone.getByLabel("Your name").fill("Elizabeth Moore");
  await phone.getByLabel("E-mail or mobile").fill("elizabeth@attendee.example");
  await phone.getByRole("button", { name: "Register" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "You are registered" })).toBeVisible();
  await context.close();
  const [confirmation] = await waypost.mailbox.wait(`You are registered: ${EVENT}`);
  const calendar = confirmation.attachments.find((one) => one.contentType.startsWith("text/calendar"))?.content.toString() ?? "";
  for (const wanted of ["BEGIN:VTIMEZONE", "TZID:America/Chicago", "UID:", "STATUS:CONFIRMED"]) expect(calendar).toContain(wanted);

  await waypost.advance(4.1 * DAY);
  const [reminder] = await waypost.mailbox.wait(`Coming up: ${EVENT}`);
  expect(recipients(reminder)).toEqual(["elizabeth@attendee.example"]);
});

test("9 · an update of one Encounter puts that patient, and only that one, into the trigger journey", async ({ waypost }) => {
  importResource(waypost, encounter("planned"));
  await waypost.signIn(page, "marketer");
  await page.getByRole("link", { name: "Triggers", exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: "New trigger" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill(TRIGGER);
  await page.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: new RegExp(TRIGGER) });
  await row.getByRole("button", { name: "Go live" }).click();
  await expect(row.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Journeys", exact: true }).first().click();
  await alive();
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("After the visit");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByLabel("Name of the journey")).toHaveValue("After the visit");
  await alive();
  await page.getByRole("group", { name: /^Audience:/ }).click();
  await page.getByLabel("A record trigger").check();
  await page.getByRole("combobox", { name: "Trigger" }).fill(TRIGGER);
  await page.getByRole("option", { name: TRIGGER }).click();
  await page.getByRole("button", { name: /^Add after/ }).first().click();
  await page.getByRole("menuitem", { name: "Send a message" }).click();
  await page.getByRole("combobox", { name: "Template" }).fill("Welcome");
  await page.getByRole("option", { name: "Welcome" }).click();
  const now = await waypost.advance(0);
  await page.getByTitle("Change the dates and settings").click();
  await page.getByLabel("Start", { exact: true }).fill(local(new Date(now.getTime() - DAY)));
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Go live…" }).click();
  await page.getByRole("dialog", { name: "Go live" }).getByRole("button", { name: "Go live", exact: true }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();

  // Another story may have sent the same template.
  const before = waypost.mailbox.about("Welcome to Lamna Healthcare").length;
  importResource(waypost, encounter("finished"));
  const sent = (await waypost.mailbox.wait("Welcome to Lamna Healthcare", before + 1)).slice(before);
  expect(sent.flatMap(recipients)).toEqual(["taylor@example.org"]);
  await expect(page.getByRole("group", { name: /^Audience:/ })).toContainText("1");
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

// A red square: what the library takes is judged by its bytes.
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC",
  "base64",
);

/// An Encounter of the patient from the EHR, in one of its states.
function encounter(status: string): object {
  return {
    resourceType: "Encounter",
    id: "outsider-visit",
    status,
    class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "AMB" },
    subject: { reference: "Patient/outsider" },
    period: { start: "2026-11-20T10:00:00Z" },
  };
}

/// A patient from an EHR who has nothing to do with eyes, and later a Condition that has.
function outsider() {
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
