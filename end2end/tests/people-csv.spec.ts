// An administrator brings a table of donors in; what is wrong with a line is told, the rest is there, and can be tagged.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a table of donors is read, its faults told by line, and a donor gets a tag", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/imports`);
  const table = [
    "Donor ID;Name;E-mail;Born;Last gift",
    "D-9001;Wilhelmina Okafor;wilhelmina@example.org;1951-03-01;2026-03-01",
    "D-9002;Bo Lind;no address;;",
    "D-9003;Cem Kaya;cem@example.org;31.12.1980;",
  ].join("\n");
  await page.getByLabel("Files").setInputFiles({ name: "donors.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.getByLabel("People in tables are").selectOption("donors");
  await accessible(page);
  await page.getByRole("button", { name: "Upload and import" }).click();
  await expect(page.getByText("This is not an e-mail address.")).toBeVisible();
  await expect(page.getByText("Write the birth date as YYYY-MM-DD")).toBeVisible();
  await expect(page.getByText("1 would be new, 0 changed, 0 unchanged; 2 lines are refused.")).toBeVisible();
  await expect(page.getByRole("region", { name: "First lines of donors.csv" }).getByText("wilhelmina@example.org")).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Import now" }).click();
  await expect(page.getByText("Not imported yet")).toBeHidden();
  await expect(page.getByText("donors.csv").first()).toBeVisible();
  await accessible(page);

  await page.goto(`${waypost.url}/staff/patients`);
  await page.getByRole("searchbox").fill("Okafor Wilhelmina");
  await page.getByRole("link", { name: "Wilhelmina Okafor" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Wilhelmina Okafor" })).toBeVisible();
  await expect(page.getByText("Donor", { exact: true })).toBeVisible();
  await expect(page.getByText("last gift")).toBeVisible();

  await page.getByLabel("New tag").fill("  Gala   2027 ");
  await page.getByRole("button", { name: "Add tag" }).click();
  const tags = page.getByRole("list", { name: "Tags" });
  await expect(tags.getByText("gala 2027")).toBeVisible();
  await page.getByRole("button", { name: "Set attribute" }).click();
  await expect(page.getByText("Enter a name, at most 60 characters.")).toBeVisible();
  await page.getByLabel("Attribute", { exact: true }).fill("Pledged");
  await page.getByLabel("Value", { exact: true }).fill("250");
  await page.getByRole("button", { name: "Set attribute" }).click();
  await expect(page.getByText("pledged", { exact: true })).toBeVisible();
  await accessible(page);

  // It stays.
  await page.reload();
  await expect(tags.getByText("gala 2027")).toBeVisible();
  await tags.getByRole("button", { name: "Remove the tag gala 2027" }).click();
  await expect(tags.getByText("gala 2027")).toBeHidden();
});
