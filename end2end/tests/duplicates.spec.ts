// Somebody is there twice: found, put side by side, merged, and taken apart again.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a person who is there twice is merged, and taken apart again", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/imports`);
  const table = [
    "Donor ID;Name;E-mail;Born",
    "T-1;Zwilla Doppel;zwilla@example.org;1951-03-01",
    "T-2;Zwilla Doppel;z.doppel@example.org;1951-03-01",
  ].join("\n");
  await page.getByLabel("Files").setInputFiles({ name: "twice.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.getByRole("button", { name: "Upload and import" }).click();
  await expect(page.getByText("2 would be new, 0 changed, 0 unchanged; 0 lines are refused.")).toBeVisible();
  await page.getByRole("button", { name: "Import now" }).click();
  await expect(page.getByText("Not imported yet")).toBeHidden();

  await page.goto(`${waypost.url}/staff/patients`);
  await page.getByRole("link", { name: "Likely duplicates" }).click();
  const pair = page.getByRole("region", { name: "Zwilla Doppel and Zwilla Doppel" });
  // The import goes on by itself.
  await expect(async () => {
    await page.reload();
    await expect(pair).toContainText("z.doppel@example.org", { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText("the same name, born on the same day.").first()).toBeVisible();
  await accessible(page);

  await pair.getByRole("button", { name: /^Keep this/ }).first().click();
  await page.getByRole("button", { name: "Merge", exact: true }).click();
  await expect(page.getByRole("button", { name: "Undo the merge into Zwilla Doppel" })).toBeVisible();
  await expect(pair).toBeHidden();
  await accessible(page);

  await page.getByRole("button", { name: "Undo the merge into Zwilla Doppel" }).click();
  await page.getByRole("button", { name: "Take apart" }).click();
  await expect(page.getByRole("button", { name: "Undo the merge into Zwilla Doppel" })).toBeHidden();
  await expect(pair).toBeHidden();
});
