// What a first visitor sees: the demonstration, before any other story has moved the clock.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";
// @ts-expect-error the library brings no types
import readability from "text-readability";

test("home says what runs, what needs attention and what happened", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  for (const heading of ["Day by day", "Running journeys", "Coming events", "What happened in the last seven days"]) {
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
  }
  await expect(page.getByRole("region", { name: "Key figures" })).toContainText(/\d,\d{3}\s*Patients/);
  const day = page.getByRole("figure").getByRole("listitem").filter({ hasText: /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}(, \d{4})?: \d+ sent, \d+ opened, \d+ registered$/ });
  await expect(day).toHaveCount(7);
  await accessible(page);
  // The README's picture: `make pictures` keeps it.
  await page.screenshot({ path: "results/home.png" });
});

/// Flesch-Kincaid: a grade of 7 is read by most people who are twelve.
const HIGHEST_GRADE = 7;

test("public pages are written at sixth-grade level", async ({ page, waypost }) => {
  await page.goto(`${waypost.url}/events`);
  const event = await page.getByRole("main").getByRole("link").first().getAttribute("href");
  const pages = ["/events", event ?? "", "/my", "/my/sent", "/nothing-is-here"];
  for (const path of pages) {
    await page.goto(`${waypost.url}${path}`);
    // Sentences and labels; names, addresses and dates say nothing about how well a page reads.
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll("main p, main label, main button, main h1, main h2, main li")]
        .filter((element) => element.querySelector("p, label, li, time, address") === null)
        .map((element) => (element as HTMLElement).innerText.trim())
        .filter((line) => line.split(/\s+/).length >= 4),
    );
    const text = lines.map((line) => (/[.?!]$/.test(line) ? line : `${line}.`)).join(" ");
    if (text === "") continue;
    const grade: number = readability.fleschKincaidGrade(text);
    console.log(`grade ${grade.toFixed(1)}  ${path}  (${lines.length} lines)`);
    expect(grade, `${path}: ${text}`).toBeLessThanOrEqual(HIGHEST_GRADE);
  }
});
