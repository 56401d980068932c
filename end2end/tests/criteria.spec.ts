// A marketer asks for people who are no patients, for what the organization keeps about them, where they live and what they said.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("donors by their last gift, then near a city, by consent and by tag", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Lapsed donors near Chicago");
  await page.getByRole("button", { name: "Create" }).click();
  const sentence = page.getByRole("group", { name: "The rule in words" });
  const total = page.locator("#rule-total");
  const blocks = page.locator(".rule-main > .rule-blocks > li");

  await page.getByRole("button", { name: "Patient criterion" }).click();
  await blocks.nth(0).getByLabel("Attribute", { exact: true }).selectOption("Relationship");
  await expect(sentence).toHaveText("People who are donors.");
  await expect(total).toHaveText("25");

  await page.getByRole("button", { name: "Patient criterion" }).click();
  const own = blocks.nth(1);
  await own.getByLabel("Attribute", { exact: true }).selectOption("Own attribute");
  await own.getByLabel("Name of the attribute").fill("last donation");
  await own.getByLabel("Comparison").selectOption("is a date");
  await expect(sentence).toHaveText("People who are donors and have “last donation” dated in the last 12 months.");
  // A gift every 73 days: this year's are those of the first five.
  await expect(total).toHaveText("5");

  await page.getByRole("button", { name: "Patient criterion" }).click();
  const near = blocks.nth(2);
  await near.getByLabel("Attribute", { exact: true }).selectOption("Distance");
  await expect(near.getByText("Choose a place, or enter its latitude and longitude.")).toBeVisible();
  await near.getByLabel("Place").fill("Chicago");
  await expect(near.getByLabel("Latitude")).toHaveValue(/^41\.[89]/);
  await expect(sentence).toContainText("live within 10 km of “Chicago”");
  await expect(total).toHaveText("1");
  await accessible(page);

  // The words of the data are offered; Enter adds, the cross removes.
  await page.getByRole("button", { name: "Patient criterion" }).click();
  const tag = blocks.nth(3);
  await tag.getByLabel("Attribute", { exact: true }).selectOption("Tag");
  await tag.getByLabel("Tag", { exact: true }).fill("Gala 2026");
  await tag.getByLabel("Tag", { exact: true }).press("Enter");
  await expect(sentence).toContainText("have the tag “Gala 2026”");
  await tag.getByRole("button", { name: "Remove Gala 2026" }).click();
  await expect(tag.getByText("Enter at least one tag.")).toBeVisible();
  await tag.getByLabel("Attribute", { exact: true }).selectOption("Consent");
  await expect(sentence).toContainText("may be sent messages about marketing by e-mail");
  await tag.getByLabel("Purpose").selectOption("Health events");
  await expect(total).toHaveText("1");

  // What is kept as text comes back as it was.
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Rule as text" }).click();
  const text = page.getByRole("dialog", { name: "Rule as text" }).getByLabel("The rule");
  await expect(text).toHaveValue(/patient consent email event allowed/);
  await expect(text).toHaveValue(/patient relationship donor/);
});
