// The dialogs of an event's page: each closes by Escape, by its button and by being done, and the page lives on after it.
import type { Locator, Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

/// A page whose signals chase each other answers nothing any more: another tab opens, and the one before it again.
async function alive(page: Page): Promise<void> {
  const before = page.locator("[role=tab][aria-selected=true]");
  const key = await before.getAttribute("id");
  const other = page.getByRole("tab", { name: "Promote" });
  await other.click();
  await expect(other).toHaveAttribute("aria-selected", "true");
  await page.locator(`#${key}`).click();
  await expect(page.locator(`#${key}`)).toHaveAttribute("aria-selected", "true");
}

/// Opens the dialog twice and leaves it, once by Escape and once by `keep`; then it stands open.
async function leftTwice(page: Page, open: () => Promise<void>, dialog: Locator, keep: string): Promise<void> {
  await open();
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await alive(page);
  await open();
  await dialog.getByRole("button", { name: keep, exact: true }).click();
  await expect(dialog).toBeHidden();
  await alive(page);
  await open();
  await expect(dialog).toBeVisible();
}

test("a planner fills a draft through its dialogs and deletes it", async ({ page, waypost }) => {
  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/events`);

  // What was said about a field goes as soon as it is changed.
  await page.getByRole("button", { name: "New event" }).click();
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByText("Give the event a name.")).toBeVisible();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("Hearing Morning");
  await expect(page.getByText("Give the event a name.")).toBeHidden();
  await expect(name).not.toHaveAttribute("aria-invalid");
  await page.getByRole("combobox", { name: "Time zone" }).fill("UTC");
  await page.getByRole("option", { name: "UTC", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hearing Morning" })).toBeVisible();

  // A wrong value is marked at its field, until it is put right.
  const places = page.getByLabel("Places (optional)", { exact: true });
  await places.fill("-5");
  await page.keyboard.press("Tab");
  await expect(page.getByText("Enter a number of places, or leave it empty.")).toBeVisible();
  await expect(places).toHaveAttribute("aria-invalid", "true");
  await places.fill("20");
  await page.keyboard.press("Tab");
  await expect(places).not.toHaveAttribute("aria-invalid");

  await page.getByRole("tab", { name: "Agenda", exact: true }).click();
  const speaker = page.getByRole("dialog", { name: "Speaker", exact: true });
  const addSpeaker = () => page.getByRole("button", { name: "Speaker", exact: true }).click();
  await leftTwice(page, addSpeaker, speaker, "Cancel");
  await speaker.getByLabel("Name", { exact: true }).fill("Dr Nadia Haddad");
  await speaker.getByRole("button", { name: "Save", exact: true }).click();
  await expect(speaker).toBeHidden();
  await expect(page.getByRole("button", { name: "Edit Dr Nadia Haddad" })).toBeVisible();

  const session = page.getByRole("dialog", { name: "Session", exact: true });
  const addSession = () => page.getByRole("button", { name: "Session", exact: true }).click();
  await leftTwice(page, addSession, session, "Cancel");
  await session.getByLabel("Title", { exact: true }).fill("How hearing fades");
  await session.getByLabel("Starts", { exact: true }).fill("2031-05-12T09:00");
  await session.getByLabel("Ends", { exact: true }).fill("2031-05-12T09:45");
  await session.getByLabel("Speaker (optional)", { exact: true }).selectOption({ label: "Dr Nadia Haddad" });
  await session.getByRole("button", { name: "Save", exact: true }).click();
  await expect(session).toBeHidden();
  await expect(page.getByRole("tabpanel", { name: "Agenda" }).getByText("9:00 AM – 9:45 AM · Dr Nadia Haddad")).toBeVisible();
  await alive(page);

  // What keeps it from going live leads to the field.
  await page.getByRole("button", { name: "Go live…" }).click();
  const goLive = page.getByRole("dialog", { name: "Go live" });
  await goLive.getByRole("button", { name: "Enter the link people join by." }).click();
  await expect(goLive).toBeHidden();
  await expect(page.getByLabel("Join link", { exact: true })).toBeFocused();
  await accessible(page);

  const gone = page.getByRole("dialog", { name: "Delete this draft?" });
  const askToDelete = async () => {
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByRole("menuitem", { name: "Delete the draft…" }).click();
  };
  await leftTwice(page, askToDelete, gone, "Keep it");
  await gone.getByRole("button", { name: "Delete the draft" }).click();
  await page.waitForURL(`${waypost.url}/staff/events`);
  await expect(page.getByText("The draft is deleted.")).toBeVisible();
  await page.getByRole("button", { name: "In planning" }).click();
  await expect(page.getByRole("link", { name: "Living Well with Asthma" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Hearing Morning" })).toHaveCount(0);
});

test("a registration is cancelled only by the button that says so", async ({ page, waypost }) => {
  const form = { name: "Robin Oakes", contact: "robin@attendee.example" };
  await page.request.post(`${waypost.url}/events/free-diabetes-prevention-event`, { form });
  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/events`);
  await page.getByRole("link", { name: "Free Diabetes Prevention Event" }).click();
  await page.getByRole("tab", { name: /^Registration/ }).click();
  await page.getByRole("searchbox", { name: "Name, e-mail or phone" }).fill("robin");
  const row = page.getByRole("row", { name: /Robin Oakes/ });
  await expect(row).toContainText("Registered");
  await accessible(page);

  const dialog = page.getByRole("dialog", { name: "Cancel this registration?" });
  const ask = () => page.getByRole("button", { name: "Cancel the registration of Robin Oakes" }).click();
  await leftTwice(page, ask, dialog, "Keep it");
  await expect(dialog).toContainText("Robin Oakes is told by e-mail.");
  await dialog.getByRole("button", { name: "Cancel the registration" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("Cancelled");
  await alive(page);
  await waypost.mailbox.wait("Your registration was cancelled: Free Diabetes Prevention Event");
});
