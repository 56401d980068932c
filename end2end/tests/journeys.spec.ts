// A marketer draws a journey with mouse and keyboard, takes it live, and sees its figures; triggers feed one.
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

test("a journey is drawn, checked, undone and redone", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/journeys`);
  await accessible(page);
  await page.getByRole("button", { name: "New journey" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Spring check-up");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText("Draft", { exact: true })).toBeVisible();

  // The plus on the line after the start.
  await page.getByRole("button", { name: /^Add after/ }).first().click();
  await page.getByRole("menuitem", { name: "Send a message" }).click();
  const email = page.getByRole("group", { name: /^Send a message:/ });
  await expect(email).toBeVisible();
  await expect(page.getByText("has no template. Choose a live one.").first()).toBeVisible();

  // The lines between the tiles are drawn.
  expect((await page.locator("svg.lines").boundingBox())?.width).toBeGreaterThan(0);

  // A live template by search.
  await page.getByRole("combobox", { name: "Template" }).click();
  await page.getByRole("option").first().click();
  await expect(page.getByText("has no template. Choose a live one.")).toHaveCount(0);
  await accessible(page);

  // Undo takes it back, redo does it again; the same by keyboard.
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("has no template. Choose a live one.").first()).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  await email.focus();
  await page.keyboard.press("Control+d");
  await expect(page.getByRole("group", { name: /^Send a message:/ })).toHaveCount(2);
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("group", { name: /^Send a message:/ })).toHaveCount(1);

  // The palette by keyboard, and by dragging onto the canvas.
  await page.getByRole("button", { name: "Wait", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^Wait:/ })).toBeVisible();
  const surface = page.getByRole("application");
  const box = (await surface.boundingBox())!;
  await page.getByRole("button", { name: "Branch", exact: true }).hover();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 200, box.y + 200, { steps: 8 });
  await page.mouse.up();
  await expect(page.getByRole("group", { name: /^Branch:/ })).toBeVisible();
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();

  // Go live says what is missing instead of going live.
  await page.getByRole("button", { name: "Go live…" }).click();
  const dialog = page.getByRole("dialog", { name: "Go live" });
  await expect(dialog.getByText("No audience. Search for a live segment or trigger and choose it.")).toBeVisible();
  await expect(dialog.getByText("No start. Choose the date and time from which people enter.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Go live", exact: true })).toBeDisabled();
  await dialog.getByRole("button", { name: "Cancel" }).click();

  // What was drawn is there after a reload.
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: /^Wait:/ })).toBeVisible();

  // The outline shows and edits the same.
  await page.getByRole("button", { name: "Outline" }).click();
  await expect(page.getByRole("heading", { name: "Outline" })).toBeVisible();
  await page.getByRole("button", { name: "Delete Wait" }).click();
  await expect(page.getByRole("button", { name: "Delete Wait" })).toHaveCount(0);
  await accessible(page);
});

test("what the keyboard deletes, the keyboard brings back", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/journeys?new`);
  await page.getByLabel("Name", { exact: true }).fill("Autumn check-up");
  await page.getByRole("button", { name: "Create" }).click();

  // Escape in the menu of a plus gives the focus back to the plus.
  const plus = page.getByRole("button", { name: /^Add after/ }).first();
  await plus.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Send a message" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu", { name: "Add next" })).toHaveCount(0);
  await expect(plus).toBeFocused();

  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Send a message" }).click();
  const email = page.getByRole("group", { name: /^Send a message:/ });
  await expect(email).toBeFocused();

  // Escape in the panel gives the focus back to its tile.
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Template" })).toBeFocused();
  await page.getByLabel("Name on the tile").focus();
  await page.keyboard.press("Escape");
  await expect(email).toBeFocused();

  await page.keyboard.press("Delete");
  await expect(email).toHaveCount(0);
  await expect(page.getByRole("group", { name: /^Audience:/ })).toBeFocused();
  await page.keyboard.press("Control+z");
  await expect(email).toBeFocused();
  await page.keyboard.press("Control+Shift+z");
  await expect(email).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(email).toHaveCount(1);
});

test("a draft is deleted, and two journeys never share a name", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  const create = async () => {
    await page.goto(`${waypost.url}/staff/journeys?new`);
    await page.getByLabel("Name", { exact: true }).fill("Never to be");
    await page.getByRole("button", { name: "Create" }).click();
  };
  await create();
  await page.waitForURL(/\/staff\/journeys\/[0-9a-f-]{36}$/);
  await create();
  await expect(page.getByText("Another journey has this name.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("link", { name: "Never to be" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete this draft?" });
  await expect(dialog).toContainText("It was never live, so nobody is in it.");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(`${waypost.url}/staff/journeys`);
  await expect(page.getByText("The draft is deleted.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Never to be" })).toHaveCount(0);
});

test("a record trigger is made, goes live and is stopped", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/triggers`);
  await accessible(page);
  await page.getByRole("button", { name: "New trigger" }).first().click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Give it a name, such as “Encounter details updated”.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Visit recorded");
  await page.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: /Visit recorded/ });
  await expect(row.getByText("When a related Encounter is created or updated")).toBeVisible();
  await row.getByRole("button", { name: "Go live" }).click();
  await expect(row.getByText("Live", { exact: true })).toBeVisible();
  await row.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop" }).click();
  await expect(row.getByText("Stopped", { exact: true })).toBeVisible();
});
