// Patients' pages are read at sixth-grade level: the Flesch-Kincaid grade of each, by a library, printed and held.
import { expect, test } from "./support/waypost";
// @ts-expect-error the library brings no types
import readability from "text-readability";

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
