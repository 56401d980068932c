// A marketer builds a segment by keyboard and mouse, sees who it would be and why, and takes it live.
import { accessible } from "./support/accessible";
import { readFile } from "node:fs/promises";
import { expect, test } from "./support/waypost";

test("a dynamic segment from its name to its members", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await accessible(page);

  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Far-sighted patients");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Far-sighted patients" })).toBeVisible();
  await expect(page.getByText("Nobody yet: add a criterion.")).toBeVisible();

  // It does not go live empty, and says why.
  await page.getByRole("button", { name: "Go live" }).click();
  const refused = page.getByRole("dialog", { name: "Not ready to go live" });
  await expect(refused.getByText("Say who belongs: add a criterion or a related record.")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Patient criterion" }).click();
  await page.getByRole("button", { name: "Condition", exact: true }).click();
  await page.getByRole("textbox", { name: "Text" }).fill("hyperMETROPIA");
  const sentence = page.getByRole("group", { name: "The rule in words" });
  await expect(sentence).toHaveText("Active patients who have a condition whose text contains “hyperMETROPIA”.");
  await expect(page.locator("#rule-total")).toHaveText("3");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await accessible(page);

  // Undo and redo by keyboard; typing is one step.
  await page.keyboard.press("Control+z");
  await expect(sentence).toHaveText("Active patients who have a condition whose text contains ….");
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator("#rule-total")).toHaveText("3");

  // The order changes by button and by drag.
  const blocks = page.locator(".rule-main > .rule-blocks > li");
  await blocks.nth(1).getByRole("button", { name: "Change related record" }).click();
  await page.getByRole("menuitem", { name: "Move up" }).click();
  await expect(blocks.first().getByLabel("Record type")).toBeVisible();
  await blocks.nth(1).locator(".drag-handle").dragTo(blocks.first(), { targetPosition: { x: 60, y: 4 } });
  await expect(blocks.first().getByLabel("Attribute")).toBeVisible();

  await page.getByRole("button", { name: "Go live" }).click();
  const confirm = page.getByRole("dialog", { name: "Go live?" });
  await expect(confirm.getByText("3 patients are members.")).toBeVisible();
  await confirm.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("tab", { name: /Members/ }).click();
  const members = page.getByRole("table", { name: "Members" });
  for (const name of ["Casey Jensen", "Elizabeth Moore", "Jessie Irwin"]) {
    await expect(members.getByRole("link", { name })).toBeVisible();
  }
  await expect(members.getByRole("row")).toHaveCount(4);
  await page.getByRole("button", { name: "Why is Elizabeth Moore in?" }).click();
  await expect(page.getByRole("dialog", { name: "Why?" }).getByText("The rule takes this patient in.")).toBeVisible();
  await accessible(page);

  // Those of today are kept as they are; then the rule changes, and one sees for whom before it does.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Keep these members" }).click();
  const keep = page.getByRole("dialog", { name: "Keep these members" });
  await keep.getByLabel("Name").fill("Adults with type 2 diabetes");
  await keep.getByRole("button", { name: "Save" }).click();
  await expect(keep.getByText("Another segment has this name.")).toBeVisible();
  await keep.getByLabel("Name").fill("Far-sighted patients (as of today)");
  await keep.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Far-sighted patients (as of today)" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "Members (3)" })).toBeVisible();
  await page.goBack();
  await page.getByRole("tab", { name: "Rule" }).click();
  await expect(page.locator(".ages").getByRole("row", { name: /30–39/ })).toBeVisible();
  await page.getByRole("textbox", { name: "Text" }).fill("nothing like it");
  await expect(page.locator("#rule-total")).toHaveText("0");
  await page.getByRole("button", { name: "Publish changes" }).click();
  const publish = page.getByRole("dialog", { name: "Go live?" });
  await expect(publish.getByRole("heading", { name: "3 patients leave" })).toBeVisible();
  await expect(publish.getByText("Elizabeth Moore, 52")).toBeVisible();
  await accessible(page);
  await publish.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("tab", { name: "Insights" }).click();
  await expect(page.getByText("3 members today; 3 joined and 0 left.")).toBeVisible();
  await expect(page.getByText("Shared with other live segments")).toBeVisible();
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible(page);
  await page.getByRole("tab", { name: /Members/ }).click();
  await accessible(page);
});

test("a static segment has whom somebody added", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("button", { name: "New segment" }).click();
  await page.getByLabel("Name", { exact: true }).fill("By hand");
  await page.getByRole("radio", { name: /Static/ }).check();
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByLabel("Search patients by name").fill("Casey Jensen");
  await page.getByRole("button", { name: "Add Casey Jensen" }).click();
  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByRole("link", { name: "Casey Jensen" })).toBeVisible();
  const mail = await members.getByRole("cell", { name: /@/ }).innerText();
  await members.getByRole("button", { name: "Remove Casey Jensen" }).click();
  await expect(members.getByRole("row", { name: /Casey Jensen/ })).toHaveClass(/is-gone/);
  await expect(page.getByRole("tab", { name: "Members (0)" })).toBeVisible();

  // The same by a list: what is not found is told and stays to be put right.
  await page.getByRole("button", { name: "Add from a list" }).click();
  const dialog = page.getByRole("dialog", { name: "Add from a list" });
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(dialog.getByText("Paste at least one line, or choose a file.")).toBeVisible();
  await dialog.getByLabel("Or a file").setInputFiles({
    name: "patients.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`Name;E-mail\nCasey;${mail.toUpperCase()}\nNobody;nobody@nowhere.example\n`),
  });
  await expect(dialog.getByLabel("Patients", { exact: true })).toHaveValue(/nobody@nowhere/);
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(dialog.getByText("1 added, 1 not found")).toBeVisible();
  await expect(dialog.getByRole("row", { name: /3 nobody@nowhere.example nobody has this/ })).toBeVisible();
  await expect(dialog.getByLabel("Patients", { exact: true })).toHaveValue("nobody@nowhere.example");
  await accessible(page);

  // A long one, of more than 2 MB, is answered in full as well.
  const long = Array.from({ length: 40_000 }, (_, line) => `nobody-${line}-${"x".repeat(50)}`);
  await dialog.getByLabel("Or a file").setInputFiles({
    name: "long.txt",
    mimeType: "text/plain",
    buffer: Buffer.from(long.join("\n")),
  });
  await expect(dialog.getByLabel("Patients", { exact: true })).toHaveValue(/nobody-39999/);
  await dialog.getByRole("button", { name: "Add them" }).click();
  await expect(dialog.getByText("0 added, 40,000 not found")).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText("And 39,900 more.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(members.getByRole("link", { name: "Casey Jensen" })).toBeVisible();

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  const lines = (await readFile(await (await file).path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"Casey Jensen"`);
});

test("an event planner reads a rule and changes nothing", async ({ page, waypost }) => {
  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/segments`);
  await expect(page.getByRole("button", { name: "New segment" })).toHaveCount(0);
  await page.getByRole("link", { name: "Adults with type 2 diabetes" }).click();
  await expect(page.locator("#rule-total")).not.toHaveText("0");
  await expect(page.getByRole("button", { name: "Patient criterion" })).toHaveCount(0);
  await expect(page.getByRole("tab", { name: /Members/ })).toHaveCount(0);
  await accessible(page);
});

test("a segment's page is answered in full every time", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("link", { name: "Adults with type 2 diabetes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Adults with type 2 diabetes" })).toBeVisible();
  // What the page must not wait for, and signals that are gone when its head is written, showed only now and then.
  for (let time = 0; time < 40; time++) {
    const answer = await page.request.get(page.url(), { timeout: 10_000 });
    expect(answer.status()).toBe(200);
    // The request ends only with the whole page.
    expect(await answer.text()).toContain("Adults with type 2 diabetes");
  }
});

test("a care gap from the gallery says who it is for and why, and can be switched off", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("link", { name: "Templates" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Segment templates" })).toBeVisible();
  await accessible(page);
  await page.getByLabel("Search templates").fill("mammogram");
  await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Breast cancer screening"]);
  await page.getByRole("button", { name: "Use the template Breast cancer screening" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Mammogram due");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mammogram due" })).toBeVisible();

  const total = page.locator("#rule-total");
  await expect(total).not.toHaveText("0");
  const open = await total.innerText();
  await expect(page.getByText(/USPSTF/)).toBeVisible();
  await accessible(page);

  // Somebody else's state is another number; switched off, the criterion counts no more.
  await page.getByRole("button", { name: "Closed", exact: true }).click();
  await expect(total).not.toHaveText(open);
  await page.getByRole("button", { name: "Patient criterion" }).click();
  await page.getByRole("button", { name: "Change care gap" }).click();
  await page.getByRole("menuitem", { name: "Switch off" }).click();
  await expect(page.getByRole("group", { name: "The rule in words" })).toHaveText("Active patients.");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("group", { name: "The rule in words" })).toContainText("Breast cancer screening");
  await accessible(page);
});

test("the latest of several values, and a segment of a segment", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments/templates`);
  await page.getByRole("button", { name: "Use the template Risk: blood pressure" }).click();
  await page.getByRole("button", { name: "Create" }).click();
  const sentence = page.getByRole("group", { name: "The rule in words" });
  await expect(sentence).toContainText("have as their latest observation");
  await expect(sentence).toContainText("at least 130 mm[Hg]");
  const total = page.locator("#rule-total");
  await expect(total).not.toHaveText("0");
  const before = Number((await total.innerText()).replace(/\D/g, ""));
  await page.getByLabel("Value", { exact: true }).fill("150");
  await expect.poll(async () => Number((await total.innerText()).replace(/\D/g, ""))).toBeLessThan(before);

  await page.getByRole("button", { name: "Segment", exact: true }).click();
  await page.getByRole("combobox", { name: "Search live segments" }).fill("type 2");
  await page.getByRole("option", { name: /Adults with type 2 diabetes/ }).click();
  await expect(sentence).toContainText("belong to the segment “Adults with type 2 diabetes”");
  await accessible(page);

  // As text: a mistake is told with its line, a good text takes the place of the rule, undo brings it back.
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Rule as text" }).click();
  const dialog = page.getByRole("dialog", { name: "Rule as text" });
  const text = dialog.getByLabel("The rule");
  await expect(text).toHaveValue(/waypost rule 2\nall of\n {2}patient active/);
  await text.fill("waypost rule 2\nall of\n  patient old\n");
  await dialog.getByRole("button", { name: "Replace the rule" }).click();
  await expect(dialog.getByText('Line 3: "old" is not an attribute of a patient.')).toBeVisible();
  await accessible(page);
  await text.fill("waypost rule 2\nall of\n  patient active\n  patient age from 65\n");
  await dialog.getByRole("button", { name: "Replace the rule" }).click();
  await expect(sentence).toHaveText("Active patients who are 65 or older.");
  await page.keyboard.press("Control+z");
  await expect(sentence).toContainText("Adults with type 2 diabetes");

  // Step by step, drawn as a flow with how many are left.
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Rule as text" }).click();
  await text.fill("waypost rule 2\nsteps of\n  patient age 0 to 64\n  or patient age from 65\n  but-not patient age 0 to 17\n");
  await dialog.getByRole("button", { name: "Replace the rule" }).click();
  const flow = page.locator(".flow li");
  await expect(flow).toHaveText([/^[\d,]+ to begin with$/, /^or: [\d,]+ \([\d,]+ come in\)$/, /^but not: [\d,]+ \([\d,]+ fall away\)$/]);
  await accessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible(page);
});
