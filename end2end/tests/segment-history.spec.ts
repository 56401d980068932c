// A rule goes live twice: what changed is told, and the first one comes back. A rule is kept as a template and used.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("every rule that went live is kept and can be brought back; a rule is kept as a template", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Seniors");
  await page.getByRole("button", { name: "Create" }).click();
  const sentence = page.getByRole("group", { name: "The rule in words" });
  const live = async (button: string, confirm: string) => {
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("dialog", { name: "Go live?" }).getByRole("button", { name: confirm, exact: true }).click();
    await expect(page.getByText(/^Live: /).last()).toBeVisible();
  };

  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByText("No version yet")).toBeVisible();
  await page.getByRole("tab", { name: "Rule" }).click();
  await page.getByRole("button", { name: "Patient criterion" }).click();
  await page.getByLabel("Attribute", { exact: true }).selectOption("Age");
  await page.getByLabel("Comparison").selectOption("at least");
  await page.getByLabel("Years").fill("65");
  await expect(sentence).toHaveText("Patients who are 65 or older.");
  await live("Go live", "Go live");

  await page.getByLabel("Years").fill("80");
  await expect(sentence).toHaveText("Patients who are 80 or older.");
  await live("Publish changes", "Publish");

  await page.getByRole("tab", { name: "History" }).click();
  await expect(page.getByRole("heading", { name: /^Version 2/ })).toBeVisible();
  await page.getByText("What changed").click();
  await expect(page.getByText("patient age from 65")).toBeVisible();
  await expect(page.getByText("patient age from 80")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Bring back version 1" }).click();
  await expect(sentence).toHaveText("Patients who are 65 or older.");
  await expect(page.getByText("Unpublished changes")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(sentence).toHaveText("Patients who are 80 or older.");

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Save as template" }).click();
  const keep = page.getByRole("dialog", { name: "Save as template" });
  await keep.getByLabel("Name", { exact: true }).fill("Our oldest patients");
  await keep.getByLabel("Who is in it").fill("Everybody from 80 on.");
  await keep.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Kept\./)).toBeVisible();

  await page.goto(`${waypost.url}/staff/segments/templates`);
  await expect(page.getByRole("heading", { name: "Yours" })).toBeVisible();
  const card = page.getByRole("listitem").filter({ hasText: "Our oldest patients" });
  await expect(card.getByText("Kept by marketer")).toBeVisible();
  await accessible(page);
  await card.getByRole("button", { name: "Use the template Our oldest patients" }).click();
  const use = page.getByRole("dialog", { name: "New segment from a template" });
  await expect(use.getByText("Patients who are 80 or older.")).toBeVisible();
  await use.getByLabel("Name", { exact: true }).fill("Made of ours");
  await use.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Made of ours" })).toBeVisible();

  await page.goto(`${waypost.url}/staff/segments/templates`);
  await card.getByRole("button", { name: "Delete the template Our oldest patients" }).click();
  await page.getByRole("dialog", { name: "Delete this template?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Yours" })).toBeHidden();
});
