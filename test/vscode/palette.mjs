/** For how long the palette is waited for before it is opened once more, in milliseconds, and how often. */
const patience = 15_000;
const mostTries = 4;

/** Runs a command by its title; a command that has just been run may take the palette away again, so that it has to be opened once more. */
export async function runCommand(page, title) {
  for (let tries = 1; ; tries++) {
    await page.keyboard.press('F1');
    try {
      await page.locator('.quick-input-widget input').first().fill(`>${title}`, { timeout: patience });
      await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click({ timeout: patience });
      return;
    } catch (error) {
      if (tries === mostTries) throw error;
    }
  }
}

/** By hand, since the editor in a browser takes over few of the themes in its settings. */
export async function chooseTheme(page, theme) {
  await runCommand(page, 'Preferences: Color Theme');
  const choice = page.locator('.quick-input-list .monaco-list-row', { has: page.getByText(theme, { exact: true }) });
  await page.locator('.quick-input-widget input').first().fill(theme);
  await choice.first().waitFor();
  await choice.first().click();
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}
