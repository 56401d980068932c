// A month's list of names: looked at, put right, imported but for twelve broken lines, reviewed, refused a second time, erased at its end.
import type { Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { expect, test, until, type Waypost } from "./support/waypost";

const HEADING = "First name,Last name,Phone,E-mail,ZIP,Birth date,Gender,Country,Kunde";
const FAULTS: [string, string][] = [
  ["Ann,Fault,2.17556E+09,,62701,,,,", "rounded by a spreadsheet"],
  ["Ben,Fault,#N/A,,62701,,,,", "shows a spreadsheet's error"],
  ["Cal,Fault,217-555-01,,62701,,,,", "can be none"],
  [",,217-555-0199,,62701,,,,", "There is no name."],
  ["Dee,Fault,,,62701,,,,", "nobody could reach this person"],
  ["Eli,Fault,,eli at example.org,62701,,,,", "This is not an e-mail address."],
  ["Fay,Fault,217-555-0198,,62701,13/40/1980,,,", "Write the birth date as YYYY-MM-DD, or as YYYY-MM or YYYY where no more is known."],
  ['Gus,Fault,217-555-0197,,62701,,,,"open', "A quote is opened"],
  ["Hal,Fault,217-555-0196,,62701,,,,,,surplus", "more cells than the heading"],
  ["Ida,Fault,217-555-0195,,62701,,,Atlantis,", "The country is not known"],
  ["Jon,Fault,217-555-0194,,62701,,perhaps,,", "Use female, male, other or unknown"],
  ["Kay,Fault,123,,62701,,,,", "too few digits"],
];
// 185 new people, Ana whom we know, Anna who may be her, one person twice.
const GOOD = [
  "Ana,Prova,217-555-0143,,62701,3/4/1980,,,",
  "Anna,Prova,217-555-0143,,62701,,,,",
  ...Array.from({ length: 185 }, (_, n) => `Given${n},Family${n},(217) 555-${String(2000 + n)},,2138,29284,,,x`),
  "Given0,Family0,(217) 555-2000,,2138,29284,,,x",
];
const table = (lines: string[]): string => [HEADING, ...lines].join("\r\n") + "\r\n";

async function upload(page: Page, waypost: Waypost, name: string, text: string): Promise<void> {
  await page.goto(`${waypost.url}/staff/prospects`);
  await page.getByRole("button", { name: "Upload a list" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Upload a list" });
  await dialog.getByLabel("Source").fill("Lamna Household Data of the story");
  await dialog.getByLabel("File").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await dialog.getByRole("button", { name: "Upload and look at it" }).click();
}

const figure = (page: Page, label: string) => page.locator(".figure", { has: page.getByText(label, { exact: true }) });

test("a list of 200 lines with 12 faults comes in, its faults told, one line reviewed, and ends", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await upload(page, waypost, "october.csv", table([GOOD[0]!]));
  await expect(page.getByRole("heading", { level: 1, name: "october" })).toBeVisible();
  await page.getByRole("button", { name: "Import 1 line" }).click();
  await expect(figure(page, "new")).toContainText("1");

  // Nothing is taken in before somebody has looked; what the columns hold can be put right.
  await upload(page, waypost, "november.csv", table([...GOOD.slice(0, 100), ...FAULTS.map(([line]) => line), ...GOOD.slice(100)]));
  await expect(page.getByRole("heading", { level: 1, name: "november" })).toBeVisible();
  await expect(page.getByText("Already a patient").or(page.getByText("Known before")).first()).toBeVisible();
  await expect(page.getByText("a cell was put right").first()).toBeVisible();
  await accessible(page);
  await page.getByLabel("Last name holds").selectOption("Not read");
  await expect(page.getByText("A list needs a family name or a whole name")).toBeVisible();
  await expect(page.getByRole("button", { name: "Import 200 lines" })).toBeDisabled();
  await page.getByLabel("Last name holds").selectOption("Family name");
  await page.getByLabel("Kunde holds").selectOption("Not read");
  await page.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Import 200 lines" }).click();
  await expect(page.getByText("Enter a name, at most 120 characters.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("New neighbors of November");
  await page.getByRole("button", { name: "Import 200 lines" }).click();

  await expect(figure(page, "not taken in")).toContainText("12");
  await expect(figure(page, "new")).toContainText("185");
  await expect(figure(page, "known before")).toContainText("1");
  await expect(figure(page, "repeated")).toContainText("1");
  await expect(figure(page, "to review")).toContainText("1");
  await accessible(page);
  await page.getByRole("tab", { name: "Not taken in (12)" }).click();
  for (const [, why] of FAULTS) await expect(page.getByText(why).first()).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download as CSV" }).click()]);
  expect(file.suggestedFilename()).toBe("refused-lines.csv");

  // By keys: the line names a different person.
  await page.getByRole("tab", { name: "Review (1)" }).click();
  await expect(page.getByText("Same address or number, a name that is alike")).toBeVisible();
  await accessible(page);
  await page.locator("#review-case").focus();
  await page.keyboard.press("d");
  await expect(page.getByRole("heading", { name: "Nothing to review" })).toBeVisible();
  await page.getByRole("button", { name: "Count again" }).click();
  await expect(figure(page, "new")).toContainText("186");

  // What the numbers are, and what it costs to know.
  await page.getByRole("tab", { name: "Numbers" }).click();
  await expect(page.getByText("No look-up provider is set up", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Look the rest up" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Look up" }).click();
  await expect(figure(page, "Type unknown")).toContainText("186", { timeout: 30_000 });

  // The same file again changes nothing, and says so.
  await upload(page, waypost, "again.csv", table([...GOOD.slice(0, 100), ...FAULTS.map(([line]) => line), ...GOOD.slice(100)]));
  await expect(page.getByText("This file was uploaded before")).toBeVisible();
  await expect(figure(page, "new")).toContainText("186");

  // After the last day on which it may be used its people are gone.
  const list = page.url();
  await waypost.advance(100 * 24 * 3_600_000);
  await waypost.signIn(page, "marketer");
  await until(async () => {
    await page.goto(list);
    return page.getByText("This list has expired", { exact: true }).isVisible();
  });
  await page.goto(`${waypost.url}/staff/patients`);
  await page.getByRole("searchbox").fill("Family12 Given12");
  await expect(page.getByText("Given12 Family12")).toBeHidden();
});
