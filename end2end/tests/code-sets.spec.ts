// A marketer writes a code set, is told when somebody else was faster, and puts back what ships.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a code set of one's own, from its name to its end", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/segments`);
  await page.getByRole("link", { name: "Code sets" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Code sets" })).toBeVisible();
  await page.getByLabel("Search code sets").fill("mammography");
  await expect(page.getByRole("table", { name: "Code sets" }).getByRole("link", { name: "Mammography" })).toBeVisible();
  await accessible(page);

  await page.getByRole("button", { name: "New code set" }).click();
  const made = page.getByRole("dialog", { name: "New code set" });
  await made.getByLabel("Name").fill("Mammography");
  await made.getByRole("button", { name: "Create" }).click();
  await expect(made.getByText("has the key mammography already")).toBeVisible();
  await made.getByLabel("Name").fill("Breast imaging, ours");
  await expect(made.getByText("Its key: breast-imaging-ours.")).toBeVisible();
  await accessible(page);
  await made.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Breast imaging, ours" })).toBeVisible();
  const save = page.getByRole("button", { name: "Save", exact: true });
  await expect(save).toBeDisabled();

  // One by hand; what is missing is told at its field.
  const codes = page.getByRole("table", { name: "Codes", exact: true });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Enter the code.")).toBeVisible();
  await page.getByRole("combobox", { name: "System", exact: true }).selectOption("LOINC");
  await page.getByLabel("Code", { exact: true }).fill("24606-6");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(codes.getByRole("row", { name: /LOINC 24606-6/ })).toBeVisible();

  // One out of the data, then many pasted: the wrong line stays in the box.
  await page.getByRole("combobox", { name: "Search codes in your data" }).fill("hypermetropia");
  await page.getByRole("option", { name: /hypermetropia/i }).first().click();
  await expect(codes.getByRole("row", { name: /hypermetropia/i })).toBeVisible();
  await page.getByRole("button", { name: "Paste codes" }).click();
  const paste = page.getByRole("dialog", { name: "Paste codes" });
  await paste.getByRole("button", { name: "Add them" }).click();
  await expect(paste.getByText("Paste at least one line.")).toBeVisible();
  const box = paste.getByLabel("Codes", { exact: true });
  await box.fill("LOINC|24604-1|MG Breast diagnostic\nLONIC|1-1|Misspelt\nLOINC|24606-6|MG Breast screening\n");
  await paste.getByRole("button", { name: "Add them" }).click();
  await expect(paste.getByText("1 added, 1 in the set already, 1 not understood")).toBeVisible();
  await expect(paste.getByRole("row", { name: /2 LONIC\|1-1\|Misspelt “LONIC” is not a known code system/ })).toBeVisible();
  await expect(box).toHaveValue("LONIC|1-1|Misspelt");
  await accessible(page);
  await paste.getByRole("button", { name: "Close" }).last().click();
  await expect(codes.getByRole("row", { name: /24606-6 MG Breast screening/ })).toBeVisible();
  await expect(page.getByText("3 codes · saving adds 3 and removes 0")).toBeVisible();

  // A complaint about the name is at the name.
  await page.getByLabel("Name", { exact: true }).fill(" ");
  await save.click();
  await expect(page.getByText("Give the code set a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Breast imaging, ours");
  await page.getByLabel("Source").fill("Our radiology");
  await save.click();
  await expect(page.getByText("version 2 · key breast-imaging-ours")).toBeVisible();
  const versions = page.getByRole("table", { name: "Versions" });
  await expect(versions.getByRole("row", { name: /^2 .* marketer 3 3 added, 0 removed/ })).toBeVisible();
  await accessible(page);

  // Of two who edit, the second one to save is told.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Remove 24604-1" }).click();
  await other.getByRole("button", { name: "Save", exact: true }).click();
  await expect(other.getByText("version 3 · key breast-imaging-ours")).toBeVisible();
  await other.close();
  await page.getByRole("button", { name: "Remove 24606-6" }).click();
  await save.click();
  await expect(page.getByRole("alert").getByText("This code set was changed in another window")).toBeVisible();
  // A link asks before it takes unsaved changes away, and so does the browser.
  await page.getByRole("link", { name: "Code sets" }).first().click();
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  await leave.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByText("Not saved yet")).toBeVisible();
  page.once("dialog", (question) => question.accept());
  await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
  await expect(page.getByText("version 3 · key breast-imaging-ours")).toBeVisible();
  await expect(codes.getByRole("row")).toHaveCount(3);

  await page.getByRole("button", { name: "Bring back version 2" }).click();
  await expect(codes.getByRole("row")).toHaveCount(4);
  await save.click();
  await expect(page.getByText("version 4 · key breast-imaging-ours")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await accessible(page);

  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog", { name: "Delete this code set?" }).getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Code sets" })).toBeVisible();
  await page.getByLabel("Search code sets").fill("breast imaging");
  await expect(page.getByText("No code set has that name")).toBeVisible();
});

test("what ships can be changed and restored, and read by others", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/code-sets/mammography`);
  await expect(page.getByRole("heading", { level: 1, name: "Mammography" })).toBeVisible();
  await expect(page.getByRole("button", { name: "More", exact: true })).toHaveCount(0);
  const codes = page.getByRole("table", { name: "Codes", exact: true });
  const shipped = await codes.getByRole("row").count();
  await codes.getByRole("button", { name: /^Remove / }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("version 2 · key mammography")).toBeVisible();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Restore the shipped version" }).click();
  await page.getByRole("dialog", { name: "Restore the shipped version?" }).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("version 3 · key mammography")).toBeVisible();
  await expect(codes.getByRole("row")).toHaveCount(shipped);

  await waypost.signIn(page, "event-planner");
  await page.goto(`${waypost.url}/staff/code-sets/mammography`);
  await expect(codes.getByRole("row")).toHaveCount(shipped);
  await expect(page.getByRole("button", { name: "Save", exact: true })).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^(Remove|Bring back)/ })).toHaveCount(0);
  await accessible(page);
});
