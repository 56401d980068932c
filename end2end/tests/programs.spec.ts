// A program from a campaign to its report: drafts in one act, open points, two numbers, sign-off by a second person; reviews; the gallery of journeys.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a program is made from a campaign, and Go live names what is open", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/programs`);
  await accessible(page);
  await page.getByRole("button", { name: "New program" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New program" });
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(dialog.getByText("Give the program a name.")).toBeVisible();
  await dialog.getByLabel("Name", { exact: true }).fill("Come back");
  await dialog.getByRole("radio", { name: /^Lapsed patients/ }).check();
  await accessible(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Come back" })).toBeVisible();
  await expect(page.getByText("Still to do")).toBeVisible();
  await accessible(page);

  // Go live changes nothing and says why.
  await page.getByRole("button", { name: "Go live" }).click();
  const confirm = page.getByRole("dialog", { name: "Go live" });
  await expect(confirm.getByText(/points are open/)).toBeVisible();
  await confirm.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Add an agent to the team.").first()).toBeVisible();
  await expect(page.getByText("Draft", { exact: true }).first()).toBeVisible();

  // One number for both: nobody overlooks that.
  await page.getByRole("tab", { name: "Numbers and contact" }).click();
  await page.getByLabel("Text number").fill("+1 217 555 0100");
  await page.getByLabel("Voice number").fill("(217) 555-0100");
  await expect(page.getByRole("alert").getByText("Texts and calls come from the same number.")).toBeVisible();
  await page.getByLabel("Voice number").fill("(217) 555-0101");
  await expect(page.getByText("Texts and calls come from the same number.")).toHaveCount(0);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await accessible(page);

  // The team.
  await page.getByRole("tab", { name: "Team" }).click();
  await page.getByLabel("Who", { exact: true }).selectOption({ label: "agent" });
  await page.getByRole("button", { name: "Add to the team" }).click();
  await expect(page.getByRole("button", { name: "Remove agent" })).toBeVisible();

  // What was typed is there after a reload.
  await page.reload();
  await page.getByRole("tab", { name: "Numbers and contact" }).click();
  await expect(page.getByLabel("Voice number")).toHaveValue("(217) 555-0101");
  for (const tab of ["Program", "Visits", "Script", "Messages"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await accessible(page);
  }
});

test("scripts are signed off by a second person, until their words change", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/programs?new`);
  const dialog = page.getByRole("dialog", { name: "New program" });
  await dialog.getByLabel("Name", { exact: true }).fill("Winter without flu");
  await dialog.getByRole("radio", { name: /^Flu season/ }).check();
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Winter without flu" })).toBeVisible();
  const address = page.url();
  const script = page.locator("section", { has: page.getByRole("heading", { name: "Call script" }) });
  await script.getByLabel("Owner").selectOption({ label: "administrator" });
  await script.getByLabel("Decision").fill("As drafted.");
  await script.getByLabel("Decided on").fill("Nov 20, 2026");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await script.getByRole("button", { name: "Sign off call script" }).click();
  await expect(page.getByText("You wrote these words. Somebody else signs them off.").first()).toBeVisible();

  await waypost.signIn(page, "marketer");
  await page.goto(address);
  await script.getByRole("button", { name: "Sign off call script" }).click();
  await expect(script.getByText(/Signed off by marketer/)).toBeVisible();

  await waypost.signIn(page, "administrator");
  await page.goto(address);
  await page.getByRole("tab", { name: "Script", exact: true }).click();
  await page.getByLabel("What to say").first().fill("Good morning, this is {{organization.name}}.");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await page.getByRole("tab", { name: /^Set-up/ }).click();
  await expect(script.getByText(/Signed off by/)).toHaveCount(0);
});

test("the report of a running program is read, noted in and saved as a table", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/programs`);
  await page.getByRole("link", { name: "New neighbors", exact: true }).click();
  await page.getByRole("link", { name: "Report", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Report: New neighbors" })).toBeVisible();
  await page.getByLabel("Period").selectOption({ label: "Whole program" });
  await expect(page).toHaveURL(/period=whole/);
  await expect(page.getByRole("heading", { name: "From first contact to visit" })).toBeVisible();
  for (const table of ["By day", "By channel", "By message", "By agent", "By hour of the day"]) {
    await expect(page.getByRole("region", { name: table })).toBeVisible();
  }
  await accessible(page);
  await page.getByLabel("What we learnt", { exact: true }).fill("People like to be called after work.");
  await page.getByRole("button", { name: "Keep note" }).click();
  await expect(page.getByText("People like to be called after work.").first()).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await waiting).suggestedFilename()).toMatch(/^report-.*\.csv$/);
});

test("reviews are read and answered in approved words only", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/reviews?state=given`);
  await accessible(page);
  await page.getByRole("button", { name: /^Answer / }).first().click();
  const dialog = page.getByRole("dialog", { name: "Answer a review" });
  await expect(dialog.getByRole("radio").first()).toBeChecked();
  await accessible(page);
  await dialog.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`${waypost.url}/staff/reviews?state=answered`);
  await expect(page.getByText(/^Answered by administrator/).first()).toBeVisible();

  // A link that leads nowhere says so, without a script.
  const unknown = await page.goto(`${waypost.url}/review/guessed`);
  expect(unknown?.status()).toBe(404);
  await accessible(page);
});

test("a journey of the gallery comes with its segment and its messages", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/journeys?new`);
  const dialog = page.getByRole("dialog", { name: "New journey" });
  await dialog.getByLabel("Name", { exact: true }).fill("Missed visits");
  await dialog.getByRole("radio", { name: /^No-show recovery/ }).check();
  await accessible(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("group", { name: /^Send a message:/ })).toHaveCount(3);
  await page.goto(`${waypost.url}/staff/messages?q=Missed+visits`);
  await expect(page.getByRole("link", { name: "Missed visits: voicemail" })).toBeVisible();
});
