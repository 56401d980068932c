// A planner takes an event from its first name to the last reminder; an attendee registers without any script.
import { accessible } from "./support/accessible";
import { link, recipients } from "./support/mailbox";
import { expect, test } from "./support/waypost";

const HOUR = 3_600_000;

/// `YYYY-MM-DDTHH:MM` in UTC, so many hours from the server's now.
function local(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * HOUR).toISOString().slice(0, 16);
}

test("an event from planning to reminder", async ({ page, browser, waypost }) => {
  const now = await waypost.advance(0);
  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/events`);
  await accessible(page);

  // Made with a name and a zone.
  await page.getByRole("button", { name: "New event" }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Knee Care Evening");
  await page.getByRole("combobox", { name: "Time zone" }).fill("UTC");
  await page.getByRole("option", { name: "UTC", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Knee Care Evening" })).toBeVisible();

  // Go live names what is missing and does not offer to go on.
  await page.getByRole("button", { name: "Go live…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go live" });
  await expect(dialog.getByText("Set when it starts.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Go live", exact: true })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Cancel" }).click();

  // Each field saves itself; a wrong one says so and keeps what was typed.
  const fill = async (label: string, value: string) => {
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.keyboard.press("Tab");
  };
  await fill("Summary", "What keeps knees well, and what helps when they hurt.");
  await fill("Starts", local(now, 72));
  await fill("Ends", local(now, 71));
  await expect(page.getByText("The end must be after the start.")).toBeVisible();
  await fill("Ends", local(now, 73));
  await fill("Places (optional)", "1");
  await fill("Goal (optional)", "Reach people with arthrosis early.");
  await fill("Expected outcome (optional)", "Thirty people try the exercises at home.");
  await page.getByRole("tab", { name: "Streaming" }).click();
  await fill("Join link", "https://meet.example.org/knee");
  await accessible(page);

  for (const stage of ["Agenda", "Organize", "Promote", "Launch"]) {
    await page.getByRole("button", { name: `Advance to ${stage}` }).click();
    await expect(page.locator("[aria-current=step]")).toHaveText(stage);
  }
  await page.getByRole("button", { name: "Go live…" }).click();
  await dialog.getByRole("button", { name: "Go live", exact: true }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  // Attendees: a phone, and no script at all.
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const phone = await context.newPage();
  await phone.goto(`${waypost.url}/events?q=knee`);
  await phone.getByRole("link", { name: "Knee Care Evening" }).click();
  await phone.getByLabel("Your name").fill("Elizabeth Moore");
  await phone.getByLabel("E-mail or mobile").fill("not an address");
  await phone.getByRole("button", { name: "Register" }).click();
  await expect(phone.getByRole("alert")).toContainText("Enter an e-mail address");
  await expect(phone.getByLabel("Your name")).toHaveValue("Elizabeth Moore");
  await phone.getByLabel("E-mail or mobile").fill("elizabeth@attendee.example");
  await phone.getByRole("button", { name: "Register" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "You are registered" })).toBeVisible();

  const [confirmation] = await waypost.mailbox.wait("You are registered: Knee Care Evening");
  const file = confirmation.attachments.find((one) => one.contentType.startsWith("text/calendar"));
  const calendar = file?.content.toString() ?? "";
  for (const wanted of ["METHOD:PUBLISH", "BEGIN:VTIMEZONE", "UID:", "STATUS:CONFIRMED"]) expect(calendar).toContain(wanted);
  expect(calendar.replaceAll("\r\n ", "")).toContain("Join: https://meet.example.org/knee");

  // The second has to wait.
  await phone.goto(`${waypost.url}/events/knee-care-evening`);
  await phone.getByLabel("Your name").fill("Casey Jensen");
  await phone.getByLabel("E-mail or mobile").fill("casey@attendee.example");
  await phone.getByRole("button", { name: "Join the waiting list" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "You are on the waiting list" })).toBeVisible();

  // A day before, whoever has a place is reminded, once.
  await waypost.advance(48.1 * HOUR);
  const reminders = await waypost.mailbox.wait("Coming up: Knee Care Evening");
  expect(reminders.flatMap(recipients)).toEqual(["elizabeth@attendee.example"]);

  // My events: by a one-time link that a scanner's look does not use up.
  await phone.goto(`${waypost.url}/my`);
  await phone.getByLabel("E-mail").fill("elizabeth@attendee.example");
  await phone.getByRole("button", { name: "Send me the link" }).click();
  const [entry] = await waypost.mailbox.wait("Your link to your events");
  const enter = link(entry, "/my/enter/");
  await phone.request.get(enter);
  await phone.goto(enter);
  await phone.getByRole("button", { name: "Continue" }).click();
  await expect(phone.getByRole("heading", { name: "Knee Care Evening" })).toBeVisible();
  await phone.goto(enter);
  await expect(phone.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();

  // Giving the place back lets the other move up.
  await phone.goto(link(reminders[0], "/registration/"));
  await phone.getByText("Cancel my registration…").click();
  await phone.getByRole("button", { name: "Yes, cancel my registration" }).click();
  await expect(phone.getByRole("heading", { level: 1, name: "You canceled your registration" })).toBeVisible();
  const [promoted] = await waypost.mailbox.wait("A place came free: Knee Care Evening");
  expect(recipients(promoted)).toEqual(["casey@attendee.example"]);

  // At the door, and the event called off.
  // Two days later the planner's session is over: signed in again, the link leads back.
  const planning = page.url();
  await waypost.signIn(page, "event-planner");
  await page.goto(planning);
  await page.getByRole("tab", { name: /Registration/ }).click();
  await page.getByRole("row", { name: /Casey Jensen/ }).getByRole("button", { name: "Check in" }).click();
  await expect(page.getByRole("row", { name: /Casey Jensen/ })).toContainText("Attended");
  await accessible(page);
  await context.close();
});

test("public pages are accessible, light and small", async ({ browser, waypost }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  let bytes = 0;
  page.on("response", async (response) => {
    bytes += (await response.body().catch(() => Buffer.alloc(0))).length;
  });
  await page.goto(`${waypost.url}/events`);
  await accessible(page);
  bytes = 0;
  await page.locator("main h2 a").first().click();
  await page.waitForLoadState("networkidle");
  await accessible(page);
  expect(bytes, "bytes of the event page, uncompressed").toBeLessThan(60_000);
  expect(await page.locator("script:not([type='application/ld+json'])").count()).toBe(0);
  await page.goto(`${waypost.url}/my`);
  await accessible(page);
  await context.close();
});
