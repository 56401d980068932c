// Two agents at the call desk in two browsers: nobody twice, nothing typed is lost, one key ends a call, a no holds at once, and the
// supervisor sees who is on what.
import type { Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { expect, test, type Waypost } from "./support/waypost";

const DAY = 86_400_000;

/// The next Tuesday at 18:00 UTC: calling hours are open from New York to Los Angeles.
async function workingHours(waypost: Waypost): Promise<void> {
  const now = await waypost.advance(0);
  const days = (2 - now.getUTCDay() + 7) % 7 || 7;
  const noon = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 18) + days * DAY;
  await waypost.advance(noon - now.getTime());
}

async function desk(page: Page, waypost: Waypost, who: string): Promise<void> {
  await waypost.signIn(page, who);
  await page.goto(`${waypost.url}/staff/calls`);
  await expect(page.getByRole("heading", { name: "Nobody is in your hands" })).toBeVisible();
}

function whom(page: Page) {
  return page.getByRole("region", { name: "Call", exact: true }).getByRole("heading", { level: 2 }).first();
}

async function press(page: Page, key: string): Promise<void> {
  await page.locator("h1").click();
  await page.keyboard.press(key);
}

test("two agents call, and nobody is called twice", async ({ page, browser, waypost }) => {
  waypost.run("user", "add", "ann@lamna.example", "--name", "Ann Reyes", "--role", "supervisor", "--password-stdin");
  waypost.run("user", "add", "bea@lamna.example", "--name", "Bea Stone", "--role", "supervisor", "--password-stdin");
  await workingHours(waypost);
  const second = await browser.newContext();
  const other = await second.newPage();
  await desk(page, waypost, "ann");
  await desk(other, waypost, "bea");
  await accessible(page);

  // "N" takes the next person; the other agent gets somebody else.
  await press(page, "n");
  await expect(page.getByRole("region", { name: "How did it end?" })).toBeVisible();
  await press(other, "n");
  await expect(other.getByRole("region", { name: "How did it end?" })).toBeVisible();
  const [anns, beas] = [await whom(page).innerText(), await whom(other).innerText()];
  expect(anns).not.toBe(beas);
  await expect(page.getByRole("heading", { name: "Care gaps" })).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: "results/call-desk.png", fullPage: true });

  // What is typed survives a reload, and so does the claim.
  await page.getByLabel("Notes").fill("Mornings only, daughter drives");
  await expect(page.getByText(/^Kept/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Notes")).toHaveValue("Mornings only, daughter drives");
  await expect(whom(page)).toHaveText(anns);

  // All shortcuts on "?".
  await press(page, "?");
  const shortcuts = page.getByRole("dialog", { name: "Shortcuts" });
  await expect(shortcuts.getByText("Next person")).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(shortcuts).toBeHidden();

  // One key ends the call and takes the next person.
  await press(page, "3");
  await expect(page.locator(".toasts")).toContainText("Declined.");
  await expect(whom(page)).not.toHaveText(anns);
  await expect(page.getByLabel("Notes")).toHaveValue("");

  // A call-back is at the time they name; a time that is over is refused at its field, and nothing is lost.
  await page.getByLabel("Notes").fill("After work");
  await press(page, "2");
  const back = page.getByRole("dialog", { name: "Call back at…" });
  await back.getByLabel("Day").fill("2020-01-02");
  await back.getByRole("button", { name: "Call back then" }).click();
  await expect(back.getByText("This time is over. Choose a later one.")).toBeVisible();
  await accessible(page);
  const later = new Date((await waypost.advance(0)).getTime() + 2 * DAY);
  await back.getByLabel("Day").fill(later.toISOString().slice(0, 10));
  await back.getByLabel("Time").fill("10:45");
  await back.getByRole("button", { name: "Call back then" }).click();
  await expect(page.locator(".toasts")).toContainText("The call-back is in the queue.");

  // Bea's person wants no more: confirmed, and done at once.
  await press(other, "8");
  const stop = other.getByRole("dialog", { name: "Nothing more to them?" });
  await stop.getByRole("button", { name: "Stop everything" }).click();
  await expect(other.locator(".toasts")).toContainText("Nothing more goes out to them");

  // Somebody calls from a number nobody knows: noted in seconds, with a disposition.
  await other.getByRole("button", { name: "Give back" }).click();
  await press(other, "p");
  const inbound = other.getByRole("dialog", { name: "Somebody calls" });
  await inbound.getByLabel("Number they call from").fill("12");
  await inbound.getByRole("button", { name: "Open" }).click();
  await expect(inbound.getByText("Type the number with its area code, such as 312 555 0142.")).toBeVisible();
  await inbound.getByLabel("Number they call from").fill("312 555 0777");
  await inbound.getByLabel("Code on the postcard").fill("WELL-26");
  await inbound.getByRole("button", { name: "Open" }).click();
  await expect(whom(other)).toHaveText("Unknown caller");
  await press(other, "0");
  await expect(other.locator(".toasts")).toContainText("Other.");

  // The supervisor sees who is on what, and releases a claim; what was typed stays.
  await page.goto(`${waypost.url}/staff/supervisor`);
  const team = page.getByRole("table", { name: "Who is on what" });
  await expect(team).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: "results/supervisor.png", fullPage: true });
  await second.close();
});

test("the desk is usable on a phone", async ({ browser, waypost }) => {
  await workingHours(waypost);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await desk(page, waypost, "administrator");
  await page.getByRole("button", { name: "Next person" }).first().click();
  await expect(page.getByRole("region", { name: "How did it end?" })).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: "results/call-desk-phone.png", fullPage: true });
  await context.close();
});
