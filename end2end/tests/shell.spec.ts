// The shell: sign-in without script, navigation by role, palette, theme, drawer, people, audit; axe on each page.
import { accessible } from "./support/accessible";
import { expect, PASSWORD, test } from "./support/waypost";

test("sign-in works without script and says what is wrong", async ({ browser, waypost }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${waypost.url}/staff/people`);
  await page.getByLabel("E-mail").fill("administrator@lamna.example");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("do not fit together");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${waypost.url}/staff/people`);
  await expect(page.getByRole("heading", { name: "Staff", level: 1 })).toBeVisible();
  await context.close();
});

test("the palette finds pages and patients by keyboard", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  await accessible(page);
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Find anything" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("settings");
  await expect(page.getByRole("option", { name: /Settings/ })).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await accessible(page);
});

test("the theme is kept without a flash", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await expect(async () => {
    await page.getByRole("button", { name: /: your account$/ }).click();
    await page.getByRole("menuitemradio", { name: "Dark" }).click({ timeout: 500 });
  }).toPass();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await accessible(page);
  const served = await page.request.get(`${waypost.url}/staff`);
  expect(await served.text()).toContain('data-theme="dark"');
});

test("what a role may not open is neither shown nor served", async ({ page, waypost }) => {
  await waypost.signIn(page, "event-planner");
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link", { name: "Events" })).toBeVisible();
  for (const hidden of ["Patients", "Staff", "Audit", "Settings"]) {
    await expect(navigation.getByRole("link", { name: hidden })).toHaveCount(0);
  }
  await page.goto(`${waypost.url}/staff/patients`);
  await expect(page.getByRole("alert")).toContainText("Not for your role");
});

test("an administrator adds a person, who signs in; the privacy officer reads both", async ({ page, browser, waypost }) => {
  await waypost.signIn(page, "administrator");
  await page.goto(`${waypost.url}/staff/people`);
  await expect(async () => {
    await page.getByRole("button", { name: "Add a person" }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 500 });
  }).toPass();
  await accessible(page);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Enter a name of 1 to 120 characters.")).toBeVisible();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Rosa Lind");
  await dialog.getByLabel("E-mail").fill("rosa@lamna.example");
  await dialog.getByLabel("First password").fill(PASSWORD);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("rowheader", { name: /Rosa Lind/ })).toBeVisible();
  await accessible(page);

  const other = await browser.newContext();
  const rosa = await other.newPage();
  await rosa.goto(`${waypost.url}/staff/sign-in`);
  await rosa.getByLabel("E-mail").fill("rosa@lamna.example");
  await rosa.getByLabel("Password").fill(PASSWORD);
  await rosa.getByRole("button", { name: "Sign in" }).click();
  // Somebody else set her password: nothing is open before she has chosen her own.
  await rosa.waitForURL(`${waypost.url}/staff/account`);
  await rosa.goto(`${waypost.url}/staff/patients`);
  await expect(rosa).toHaveURL(`${waypost.url}/staff/account`);
  await expect(rosa.getByText("Choose a password of your own")).toBeVisible();
  await accessible(rosa);
  await rosa.waitForLoadState("networkidle");
  await rosa.getByLabel("Current password").fill(PASSWORD);
  await rosa.getByLabel("New password").fill("passwordpassword");
  await rosa.getByRole("button", { name: "Change the password" }).click();
  await expect(rosa.getByText("This is easy to guess.")).toBeVisible();
  await rosa.getByLabel("New password").fill("several words in a row");
  await rosa.getByRole("button", { name: "Change the password" }).click();
  await expect(rosa.getByText("Password changed.")).toBeVisible();
  await expect(rosa.getByText("Choose a password of your own")).toHaveCount(0);
  await rosa.goto(`${waypost.url}/staff/patients`);
  await rosa.getByRole("rowheader").first().getByRole("link").click();
  await expect(rosa.getByRole("tab", { name: "What happened" })).toBeVisible();
  await accessible(rosa);
  await other.close();

  const third = await browser.newContext();
  const officer = await third.newPage();
  await waypost.signIn(officer, "privacy-officer");
  await officer.goto(`${waypost.url}/staff/audit`);
  await expect(officer.getByRole("row", { name: /Rosa Lind.*Looked at a patient's record/ }).first()).toBeVisible();
  await accessible(officer);
  await third.close();
});

test("on a phone the navigation is a drawer that gives the focus back", async ({ page, waypost }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await waypost.signIn(page, "administrator");
  const opener = page.getByRole("button", { name: "Open the navigation" });
  await expect(async () => {
    await opener.click();
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Patients" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await accessible(page);
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  for (const path of ["patients", "people", "settings", "account"]) {
    await page.goto(`${waypost.url}/staff/${path}`);
    await accessible(page);
  }
});

test("what the server has filled in is not asked for again", async ({ page, waypost }) => {
  await waypost.signIn(page, "administrator");
  for (const path of ["", "/patients", "/segments", "/messages", "/journeys", "/events", "/people", "/settings", "/audit"]) {
    const asked: string[] = [];
    const listen = (request: { url(): string }) => {
      if (request.url().includes("/staff/api/")) asked.push(new URL(request.url()).pathname);
    };
    page.on("request", listen);
    await page.goto(`${waypost.url}/staff${path}`);
    await page.waitForLoadState("networkidle");
    page.off("request", listen);
    expect(asked, `requests of /staff${path}`).toEqual([]);
  }
});

test("what is pressed and typed before the page is alive is done once it is", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  let arrive = () => {};
  await page.route("**/waypost.wasm", async (route) => {
    await new Promise<void>((resolve) => (arrive = resolve));
    await route.continue();
  });
  const asleep = (path: string) => page.goto(`${waypost.url}/staff/${path}`, { waitUntil: "domcontentloaded" });
  await asleep("segments");
  await page.getByRole("button", { name: "New segment" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  arrive();
  await expect(page.getByRole("dialog", { name: "New segment" })).toBeVisible();

  await asleep("patients");
  const search = page.getByRole("searchbox", { name: "Name, e-mail, phone or record number" });
  await search.fill("Elizabeth Moore");
  arrive();
  await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(1);
  await expect(search).toHaveValue("Elizabeth Moore");
});
