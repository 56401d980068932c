// What a first visitor sees: the demonstration, before any other story has moved the clock.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

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
