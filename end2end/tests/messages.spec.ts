// Messages: Save as, blocks by keyboard and mouse, merge fields, Go live with its checks, a test send, leaving.
import { accessible } from "./support/accessible";
import { link } from "./support/mailbox";
import { expect, test } from "./support/waypost";

const ORIGINAL = "Free Diabetes Prevention Event: Invitation";
// A red square: what the library takes is judged by its bytes.
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC",
  "base64",
);

test("a marketer copies a template, changes it, hears what is missing, and makes it live", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  await accessible(page);
  await page.getByRole("link", { name: ORIGINAL }).click();
  await expect(page.getByRole("heading", { name: ORIGINAL, level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "The message" })).toContainText("Hi, Elizabeth!");
  await accessible(page);

  await page.getByRole("button", { name: "Save as…" }).click();
  const name = page.getByRole("dialog", { name: "Save as" }).getByLabel("Name of the copy");
  await name.fill(ORIGINAL);
  await page.getByRole("dialog", { name: "Save as" }).getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("There is a template of this name already.")).toBeVisible();
  await name.fill("Eye check: Invitation");
  await page.getByRole("dialog", { name: "Save as" }).getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Eye check: Invitation", level: 1 })).toBeVisible();

  // The picture: from the library by an upload.
  await page.getByRole("button", { name: /^Picture, 1 of/ }).click();
  await page.getByRole("button", { name: "Replace the picture" }).click();
  const library = page.getByRole("dialog", { name: "Media library" });
  await expect(library.getByRole("img")).not.toHaveCount(0);
  await accessible(page);
  await library.getByLabel("Upload a picture").setInputFiles({ name: "eye.png", mimeType: "image/png", buffer: PICTURE });
  await library.getByLabel("What it shows").fill("A red square");
  await library.getByRole("button", { name: "Upload and use" }).click();
  await expect(page.getByRole("button", { name: /^Picture, 1 of .*A red square/ })).toBeVisible();

  // Texts, with a merge field from the menu.
  await page.getByRole("button", { name: /^Heading, .*Free Diabetes/ }).click();
  await page.getByLabel("Text", { exact: true }).fill("Eye check for ");
  await page.getByRole("button", { name: "Insert a field" }).click();
  await page.getByRole("menuitem", { name: "First name" }).click();
  await expect(page.getByLabel("Text", { exact: true })).toHaveValue("Eye check for {{patient.first_name|there}}");
  await expect(page.getByRole("region", { name: "The message" })).toContainText("Eye check for Elizabeth");

  // The footer goes, and with it what the law asks for: Go live names both. Undo brings it back.
  const footer = page.getByRole("button", { name: /^Footer, / });
  await footer.click();
  await page.keyboard.press("Delete");
  await expect(footer).toHaveCount(0);
  await page.getByRole("button", { name: /No preview line|An evening/ }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("");
  await page.getByRole("button", { name: "Go live" }).click();
  const refused = page.getByRole("alert");
  await expect(refused).toContainText("The subject is missing.");
  await expect(refused).toContainText("The unsubscribe link is missing.");
  await expect(refused).toContainText("postal address is missing.");
  await accessible(page);
  // A test does not go out without a subject either, and says so where one asked for it.
  await page.getByRole("button", { name: "Send a test…" }).click();
  const testSend = page.getByRole("dialog", { name: "Send a test" });
  await testSend.getByRole("button", { name: "Send", exact: true }).click();
  await expect(testSend.getByRole("alert")).toContainText("The subject is missing.");
  await expect(testSend.getByRole("alert")).not.toContainText("unsubscribe");
  await accessible(page);
  await testSend.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("An eye check, {{patient.first_name|friend}}?");
  // As often as it takes: typing in one field is one step.
  await expect(async () => {
    await page.keyboard.press("Control+z");
    await expect(footer).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("button", { name: /An evening/ }).click();
  await page.getByRole("textbox", { name: "Subject" }).fill("An eye check, {{patient.first_name|friend}}?");

  await page.getByRole("button", { name: "Send a test…" }).click();
  await page.getByRole("dialog", { name: "Send a test" }).getByRole("button", { name: "Send", exact: true }).click();
  const [mail] = await waypost.mailbox.wait("[Test] An eye check, Elizabeth?");
  expect(mail.text).toContain("Eye check for Elizabeth");

  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit as new version" })).toBeVisible();

  await page.goto(`${waypost.url}/staff/messages`);
  await page.getByRole("link", { name: ORIGINAL }).click();
  await expect(page.getByRole("region", { name: "The message" })).toContainText("Free Diabetes Prevention Event");
});

test("blocks are added and moved by keyboard and by mouse", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  await expect(async () => {
    await page.getByRole("button", { name: "New template" }).click();
    await expect(page.getByRole("dialog")).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("dialog").getByLabel("Name").fill("Blocks");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Blocks", level: 1 })).toBeVisible();
  const names = () => page.locator(".block-select").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")?.split(",")[0]));
  expect(await names()).toEqual(["Heading", "Text", "Footer"]);
  await page.getByRole("button", { name: "Button", exact: true }).press("Enter");
  await expect.poll(names).toEqual(["Heading", "Text", "Button", "Footer"]);
  await page.getByRole("button", { name: /^Button, 3 of 4/ }).press("Alt+ArrowUp");
  await expect.poll(names).toEqual(["Heading", "Button", "Text", "Footer"]);
  await page.getByRole("button", { name: "Divider", exact: true }).dragTo(page.locator(".block").first(), { targetPosition: { x: 40, y: 4 } });
  await expect.poll(names).toEqual(["Divider", "Heading", "Button", "Text", "Footer"]);
  await page.keyboard.press("Control+z");
  await expect.poll(names).toEqual(["Heading", "Button", "Text", "Footer"]);
  await expect(page.getByRole("status").filter({ hasText: /^Saved/ })).toBeVisible();
  await page.reload();
  await expect.poll(names).toEqual(["Heading", "Button", "Text", "Footer"]);
});

test("staff see a message as its recipient does, and the look is recorded", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  await page.getByRole("link", { name: "Welcome" }).click();
  await expect(async () => {
    await page.getByRole("button", { name: "Send a test…" }).click();
    await expect(page.getByRole("dialog", { name: "Send a test" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByLabel("To", { exact: true }).fill("proof@example.org");
  await page.getByRole("dialog", { name: "Send a test" }).getByRole("button", { name: "Send", exact: true }).click();
  const [mail] = await waypost.mailbox.wait("[Test] Welcome");
  expect(link(mail, "/events")).toContain(waypost.url);
  await page.goto(`${waypost.url}/staff/outbox`);
  await accessible(page);
  await page.getByRole("row", { name: /proof@example.org/ }).getByRole("link").click();
  await expect(page.frameLocator("iframe[title='The message']").getByText("Thank you for choosing")).toBeVisible();
  await page.getByRole("tab", { name: "Plain text" }).click();
  await expect(page.getByRole("tabpanel", { name: "Plain text" })).toContainText("This is how we stay in touch");
  await accessible(page);
});

test("a link nobody knows is answered kindly, without script", async ({ browser, waypost }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const answer = await page.goto(`${waypost.url}/preferences/not-a-token`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work");
  await accessible(page);
  const click = await page.goto(`${waypost.url}/c/https:%2F%2Fevil.example`);
  expect(click?.status()).toBe(404);
  await context.close();
});

test("a postcard is written, keeps secrets off an open card, goes live, and shows what it prints", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  await expect(async () => {
    await page.getByRole("button", { name: "New template" }).click();
    await expect(page.getByRole("dialog", { name: "New template" })).toBeVisible({ timeout: 500 });
  }).toPass();
  const dialog = page.getByRole("dialog", { name: "New template" });
  await dialog.getByRole("radio", { name: "Postal mail" }).check();
  await dialog.getByLabel("Start with").selectOption({ label: "Care that is due · Annual check-up due" });
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Annual check-up due");
  await accessible(page);
  await dialog.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Annual check-up due", level: 1 })).toBeVisible();
  const paper = page.getByRole("region", { name: "As it is printed" });
  await expect(paper).toContainText("It is time for a visit");
  await expect(paper).toContainText("Your code:");
  await accessible(page);
  await page.getByLabel("Headline", { exact: true }).fill("Your diabetes visit");
  await expect(page.getByText(/“diabetes” may reveal what somebody suffers from/).first()).toBeVisible();
  await page.getByLabel("Headline", { exact: true }).fill("See you soon");
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("The template is live.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Send a test…" }).click();
  await page.getByLabel("To", { exact: true }).fill("7 Elm Street");
  await page.getByRole("dialog", { name: "Send a test" }).getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText(/The address has no/)).toBeVisible();
  await page.getByLabel("To", { exact: true }).fill("7 Elm Street, Springfield, IL 62704");
  await page.getByRole("dialog", { name: "Send a test" }).getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByText(/test is on its way|waits in the outbox/i).first()).toBeVisible();
  await page.goto(`${waypost.url}/staff/outbox`);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("row", { name: /7 Elm Street, Springfield, IL 62704.*Sent/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await accessible(page);
  await page.getByRole("row", { name: /7 Elm Street/ }).getByRole("link").click();
  await expect(page.getByText("See you soon").first()).toBeVisible();
  const pdf = await page.request.get(await page.getByRole("link", { name: "Open as PDF" }).getAttribute("href").then((href) => waypost.url + href));
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  await accessible(page);
});

test("an e-mail gets columns that stack, and says whom it would reach", async ({ page, waypost }) => {
  await waypost.signIn(page, "marketer");
  await page.goto(`${waypost.url}/staff/messages`);
  await expect(async () => {
    await page.getByRole("button", { name: "New template" }).click();
    await expect(page.getByRole("dialog", { name: "New template" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("With columns");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "With columns", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Columns", exact: true }).click();
  await expect(page.getByRole("region", { name: "The message" })).toContainText("The second column.");
  await page.getByRole("region", { name: "Column 2" }).getByRole("button", { name: /Text/ }).click();
  await page.getByLabel("Text", { exact: true }).fill("Bring a friend.");
  await expect(page.getByRole("region", { name: "The message" })).toContainText("Bring a friend.");
  await page.getByRole("button", { name: "Back to the columns" }).click();
  await page.getByLabel("Columns", { exact: true }).selectOption({ label: "Three columns" });
  await expect(page.getByRole("region", { name: "Column 3" })).toBeVisible();
  await accessible(page);
  await page.getByRole("button", { name: "Undo (Ctrl+Z)" }).click();
  await expect(page.getByRole("region", { name: "Column 3" })).toHaveCount(0);
  await page.getByRole("button", { name: "Who would get it…" }).click();
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add Español" }).click();
  await expect(page.getByRole("heading", { name: "With columns (Español)", level: 1 })).toBeVisible();
});
