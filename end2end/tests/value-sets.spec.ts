// A steward's value set comes in: the report says what it became and that no rule asks for it; mapped, it feeds the set that rules ask for.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("an imported value set is mapped to the set that rules ask for", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  const upload = async (name: string, set: object) => {
    await page.goto(`${waypost.url}/staff/imports`);
    const buffer = Buffer.from(JSON.stringify(set));
    await page.getByLabel("Files").setInputFiles({ name, mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Upload and import" }).click();
  };
  // Without its codes it says what to do.
  await upload("rule.json", { resourceType: "ValueSet", title: "Only a rule", compose: { include: [{ valueSet: ["x"] }] } });
  await expect(page.getByText("comes without its codes").first()).toBeVisible();

  const contains = [
    { system: "http://loinc.org", code: "24606-6", display: "Mammogram" },
    { system: "urn:oid:9.9.9.9.9", code: "OWN-1" },
  ];
  await upload("breast.json", { resourceType: "ValueSet", title: "Unser Brustbild", url: "https://example.org/vs/brust", expansion: { contains } });
  const report = page.getByRole("region", { name: "What each value set became" });
  await expect(report).toContainText("No rule asks for it. It may stand for “Mammography”");
  await expect(report).toContainText("1 of a code system we have no name for (kept)");
  await accessible(page);

  await page.getByRole("link", { name: "Map value sets to the sets that rules ask for" }).click();
  const row = page.getByRole("row", { name: /Unser Brustbild/ });
  await expect(row).toContainText("No rule asks for it");
  await accessible(page);
  await row.getByRole("button", { name: "Use this" }).click();
  await expect(row).toContainText("Breast cancer screening");

  await row.getByRole("link", { name: "Mammography" }).click();
  await expect(page.getByRole("heading", { name: "Where its codes come from" })).toBeVisible();
  await expect(page.getByText("Unser Brustbild").first()).toBeVisible();
  await expect(page.getByText("Care gaps: Breast cancer screening")).toBeVisible();
  await accessible(page);
});
