// Exceptions from a rule: who is always in, who never is; why anybody is in or out; and where people are in journeys.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("exceptions from a rule, kept by hand", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Far-sighted, with exceptions");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Patient criterion" }).click();
  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.getByRole("textbox", { name: "Text" }).fill("hypermetropia");
  const total = page.locator("#rule-total");
  await expect(total).toHaveText("3");
  // Nobody is in a draft, and no number says so.
  await expect(page.getByRole("tab", { name: "Members", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByRole("dialog", { name: "Go live?" }).getByRole("button", { name: "Go live" }).click();
  await expect(page.getByRole("tab", { name: "Members (3)" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Use in a journey" })).toBeVisible();
  // What would be refused is not offered.
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const kept = page.getByRole("dialog", { name: "This segment can’t be deleted yet" });
  await expect(kept).toContainText("Stop the segment before deleting it.");
  await expect(kept.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await page.keyboard.press("Escape");

  // Anybody can be asked about, also who is out.
  await page.getByLabel("Check a patient by name").fill("Dana Whitlock");
  await page.getByRole("button", { name: "Why is Dana Whitlock in or out?" }).click();
  const why = page.getByRole("dialog", { name: "Why?" });
  await expect(why.getByText("The rule leaves this patient out.")).toBeVisible();
  await page.keyboard.press("Escape");

  // From the table of members, and by name.
  await page.getByRole("tab", { name: /Members/ }).click();
  const members = page.getByRole("table", { name: "Members" });
  // A double click is one click: no row moves under it, and what it did can be taken back there or in the news of it.
  const casey = members.getByRole("row", { name: /Casey Jensen/ });
  await members.getByRole("button", { name: "Never in: Casey Jensen" }).dblclick();
  await expect(page.getByRole("tab", { name: "Members (2)" })).toBeVisible();
  await expect(casey).toHaveClass(/is-gone/);
  await expect(members.getByRole("row")).toHaveCount(4);
  await accessible(page);
  await page.locator(".toasts").getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("tab", { name: "Members (3)" })).toBeVisible();
  await expect(casey).not.toHaveClass(/is-gone/);
  await members.getByRole("button", { name: "Never in: Casey Jensen" }).click();
  await members.getByRole("button", { name: "Undo: Casey Jensen" }).click();
  await members.getByRole("button", { name: "Never in: Casey Jensen" }).click();
  await expect(casey).toHaveClass(/is-gone/);
  await page.getByRole("tab", { name: "By hand (1)" }).click();
  const always = page.getByRole("region", { name: "Always in" }).first();
  await expect(page.getByRole("table", { name: "Never in" }).getByRole("link", { name: "Casey Jensen" })).toBeVisible();
  await always.getByLabel("Search patients by name").fill("Dana Whitlock");
  await always.getByRole("button", { name: "Always in: Dana Whitlock" }).click();
  await expect(page.getByRole("table", { name: "Always in" }).getByRole("link", { name: "Dana Whitlock" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "By hand (2)" })).toBeVisible();
  // Exclusion wins, and says so.
  await always.getByLabel("Search patients by name").fill("Casey Jensen");
  await always.getByRole("button", { name: "Always in: Casey Jensen" }).click();
  await expect(page.getByText("0 patients added. Who is on “Never in” stays out: remove them there first.")).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: "results/by-hand.png", fullPage: true });

  // The count and its flow know the lists, and so does the explanation.
  await page.getByRole("tab", { name: "Rule" }).click();
  await expect(page.getByText("or always in, by hand: 4 (1 come in)")).toBeVisible();
  await expect(page.getByText("except those never in, by hand: 3 (1 fall away)")).toBeVisible();
  await page.getByLabel("Check a patient by name").fill("Dana Whitlock");
  await page.getByRole("button", { name: "Why is Dana Whitlock in or out?" }).click();
  await expect(why.getByText("The rule takes this patient in.")).toBeVisible();
  await expect(why.getByText("are on the list “Always in”, kept by hand")).toBeVisible();
  await page.keyboard.press("Escape");
  // What is half under the bar that stays at the top is no small target.
  await page.evaluate(() => window.scrollTo(0, 0));
  await accessible(page);
  await page.getByRole("tab", { name: "Members (3)" }).click();
  await expect(members.getByRole("link", { name: "Dana Whitlock" })).toBeVisible();

  await page.getByRole("tab", { name: "By hand (2)" }).click();
  await page.getByRole("button", { name: "Remove Casey Jensen from “Never in”" }).click();
  await expect(page.getByRole("tab", { name: "Members (4)" })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible(page);
  await page.screenshot({ path: "results/by-hand-phone.png", fullPage: true });
});

test("who waits at a step of a journey, and who clicked in any message made of a template", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("On their way");
  await page.getByRole("button", { name: "Create" }).click();
  const sentence = page.getByRole("group", { name: "The rule in words" });
  const total = page.locator("#rule-total");
  await page.getByRole("button", { name: "Patient criterion" }).click();
  await page.getByLabel("Attribute", { exact: true }).selectOption("Journey");
  await expect(page.getByText("Choose a journey.")).toBeVisible();
  const search = page.getByRole("combobox", { name: "Search journeys and their steps" });
  await search.fill("wait");
  await expect(page.getByRole("listbox").getByRole("option").filter({ hasNotText: /wait/i })).toHaveCount(0);
  // The longest wait: other stories may have moved the clock past the shorter ones.
  await page.getByRole("listbox").getByRole("option", { name: /^Wait for/ }).click();
  await expect(sentence).toHaveText(/^Patients who wait at “Wait .+” of “.+”\.$/);
  await expect(total).not.toHaveText("0");
  const waiting = Number((await total.innerText()).replace(",", ""));
  await page.getByLabel("Inside or not").selectOption("is not in");
  await expect(sentence).toContainText("do not wait at");
  await expect(total).not.toHaveText(String(waiting));
  await page.getByLabel("Inside or not").selectOption("is in");
  await accessible(page);

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Rule as text" }).click();
  await expect(page.getByRole("dialog", { name: "Rule as text" }).getByLabel("The rule")).toHaveValue(/patient in-journey [0-9a-f-]{36} ".+" step \d+ "Wait/);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.getByLabel("Record type", { exact: true }).selectOption("Activity");
  await page.getByRole("button", { name: "Criterion on the same record" }).click();
  await page.getByLabel("What of the record", { exact: true }).selectOption("About");
  await page.getByRole("combobox", { name: "Search messages, events and journeys" }).fill("diabetes");
  // The list is the answer to what was typed, not to nothing.
  await expect(page.getByRole("listbox").getByRole("option").filter({ hasNotText: /diabetes/i })).toHaveCount(0);
  await page.getByRole("listbox").getByRole("option", { name: /message/ }).first().click();
  await expect(sentence).toContainText("about the message “");
});
