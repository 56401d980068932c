// Lists in the address: Back, forward, reload and a shared link bring a list again; a search for a patient leaves no trace there.
import type { Page } from "@playwright/test";
import { accessible } from "./support/accessible";
import { expect, test } from "./support/waypost";

const query = (page: Page) => new URL(page.url()).search;
const rows = (page: Page) => page.getByRole("rowheader");

test("a list of templates comes back as it was left: search, filter, sort", async ({ page, browser, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  const search = page.getByRole("searchbox", { name: "Search templates" });
  const status = page.getByRole("combobox", { name: "Status" });
  await expect(async () => {
    await status.selectOption({ label: "Live" });
    await expect(page).toHaveURL(/\?status=live$/, { timeout: 1_000 });
  }).toPass();
  await page.getByRole("button", { name: "Template", exact: true }).click();
  await expect(page).toHaveURL(/\?sort=name&status=live$/);
  await search.fill("diabetes");
  await expect(page).toHaveURL(/\?q=diabetes&sort=name&status=live$/);
  await expect(page.getByRole("link", { name: "Free Diabetes Prevention Event: Invitation" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Template" })).toHaveAttribute("aria-sort", "ascending");
  const found = await rows(page).allInnerTexts();
  const shared = page.url();

  // Into a template and back.
  await rows(page).first().getByRole("link").click();
  await expect(page.getByRole("region", { name: "The message" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(shared);
  await expect(search).toHaveValue("diabetes");
  await expect(status).toHaveValue("live");
  await expect.poll(() => rows(page).allInnerTexts()).toEqual(found);

  await page.reload();
  await expect(search).toHaveValue("diabetes");
  await expect(status).toHaveValue("live");
  await expect.poll(() => rows(page).allInnerTexts()).toEqual(found);
  await accessible(page);

  // Typing replaced its step, the sort and the filter were one each.
  await page.goBack();
  await expect(page).toHaveURL(/\?status=live$/);
  await expect(search).toHaveValue("");
  await page.goBack();
  await expect(page).toHaveURL(`${waypost.url}/staff/messages`);
  await expect(status).toHaveValue("");
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(shared);
  await expect(search).toHaveValue("diabetes");
  await expect.poll(() => rows(page).allInnerTexts()).toEqual(found);

  // A colleague's link, served whole: no flash of another list.
  const colleague = await browser.newContext({ javaScriptEnabled: false });
  const theirs = await colleague.newPage();
  await waypost.signIn(theirs, "marketer");
  await theirs.goto(shared);
  expect(await rows(theirs).allInnerTexts()).toEqual(found);
  await colleague.close();
});

test("a search for a patient leaves nothing in the address, and pages do", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/patients`);
  const pager = page.getByRole("navigation", { name: "Pages" });
  const search = page.getByRole("searchbox", { name: "Name, e-mail, phone or record number" });
  await expect(pager.getByRole("status")).toContainText("1–25 of");
  await pager.getByRole("button", { name: "Next page" }).click();
  await expect(page).toHaveURL(/\?page=2$/);
  await expect(pager.getByRole("status")).toContainText("26–50 of");
  await page.reload();
  await expect(pager.getByRole("status")).toContainText("26–50 of");
  await page.getByRole("combobox", { name: "Gender" }).selectOption({ label: "Female" });
  await expect(page).toHaveURL(/\?gender=female$/);
  await expect(pager.getByRole("status")).toContainText("1–25 of");

  const name = (await rows(page).first().getByRole("link").innerText()).trim();
  const visited: string[] = [];
  page.on("framenavigated", (frame) => visited.push(frame.url()));
  await search.fill(name);
  await expect(rows(page).filter({ hasNotText: name })).toHaveCount(0);
  const found = await rows(page).count();
  expect(query(page)).toBe("?gender=female");
  await rows(page).first().getByRole("link").click();
  await expect(page.getByRole("tab", { name: "What happened" })).toBeVisible();
  await page.getByRole("tab", { name: "Clinical summary" }).click();
  await expect(page).toHaveURL(/\?tab=clinical$/);
  await page.goBack();
  await expect(page.getByRole("tab", { name: "What happened" })).toHaveAttribute("aria-selected", "true");
  // Back at the list it is still searched for, and still nowhere but in the window's memory.
  await page.goBack();
  await expect(search).toHaveValue(name);
  await expect(rows(page)).toHaveCount(found);
  const kept = await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]));
  for (const word of name.split(" ")) {
    expect([kept, ...visited].join(" ")).not.toContain(word);
  }
  await page.reload();
  await expect(search).toHaveValue("");
  await expect(page.getByRole("combobox", { name: "Gender" })).toHaveValue("female");

  // A page behind the last one is the last, and a broken address is an ordinary list.
  await page.goto(`${waypost.url}/staff/patients?gender=female&page=9999`);
  await expect(page).toHaveURL(/\?page=(?!9999)\d+&gender=female$/);
  await expect(rows(page)).not.toHaveCount(0);
  await page.goto(`${waypost.url}/staff/patients?gender=blue&page=two&sort=shoe`);
  await expect(pager.getByRole("status")).toContainText("1–25 of");
});

test("tabs and the lists in them are steps that Back undoes", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/events`);
  const which = page.getByRole("group", { name: "Which events" });
  await expect(async () => {
    await which.getByRole("button", { name: "All" }).click();
    await expect(page).toHaveURL(/\?tab=all$/, { timeout: 1_000 });
  }).toPass();
  await page.reload();
  await expect(which.getByRole("button", { name: "All" })).toHaveAttribute("aria-pressed", "true");
  await which.getByRole("button", { name: "Past" }).click();
  await expect(page).toHaveURL(/\?tab=past$/);
  await page.goBack();
  await expect(which.getByRole("button", { name: "All" })).toHaveAttribute("aria-pressed", "true");

  await rows(page).first().getByRole("link").click();
  const registration = page.getByRole("tab", { name: /^Registration/ });
  await expect(async () => {
    await registration.click();
    await expect(page).toHaveURL(/\?tab=registration$/, { timeout: 1_000 });
  }).toPass();
  const status = page.getByRole("tabpanel").getByRole("combobox", { name: "Status" });
  await status.selectOption({ label: "Cancelled" });
  await expect(page).toHaveURL(/\?tab=registration&registrations.status=cancelled$/);
  await page.reload();
  await expect(registration).toHaveAttribute("aria-selected", "true");
  await expect(status).toHaveValue("cancelled");
  await page.goBack();
  await expect(status).toHaveValue("");
  await page.goBack();
  await expect(page.getByRole("tab", { name: "Overview" })).toHaveAttribute("aria-selected", "true");
  await page.goBack();
  await expect(page).toHaveURL(/\/staff\/events\?tab=all$/);
});
