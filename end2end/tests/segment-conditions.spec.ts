// The conditions that not every rule needs: where a visit took place, how it ended, another record near it, what an activity
// is about.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a stay, how it ended, and another record near it", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Discharged");
  await page.getByRole("button", { name: "Create" }).click();
  const sentence = page.getByRole("group", { name: "The rule in words" });

  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.getByLabel("Record type", { exact: true }).selectOption("Encounter");
  const aspect = page.getByLabel("What of the record", { exact: true });
  await aspect.selectOption("Class");
  await page.getByRole("button", { name: "inpatient", exact: true }).click();
  await expect(sentence).toContainText("an encounter of class AMB or IMP");

  await aspect.selectOption("Discharged to");
  await expect(sentence).toContainText("that ended in a discharge to home");

  await aspect.selectOption("Near another record");
  await expect(sentence).toContainText("encounter");
  await page.getByLabel("Days between them").fill("7");
  await page.getByRole("button", { name: "Criterion on the record near it" }).click();
  await page.getByLabel("What of the record near it").selectOption("Status");
  await expect(sentence).toContainText("finished");
  await accessible(page);
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");

  await aspect.selectOption("Site or department");
  await page.getByLabel("Site or department", { exact: true }).fill("Cardiology");
  await page.getByLabel("Site or department", { exact: true }).press("Enter");
  await expect(sentence).toHaveText("Patients who have an encounter at “Cardiology”.");
  await expect(page.locator("#rule-total")).toHaveText("0");
});
