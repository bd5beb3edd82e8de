import type { Page } from 'playwright-core';

/** More steps than a page has places for the focus. */
const MAX_STEPS = 150;

/** Moves the focus with the Tab key alone, until it is on the control with this name. */
export async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox' | 'spinbutton',
  name: string,
): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  for (let step = 0; step < MAX_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`The keyboard does not reach the ${role} ${name}.`);
}
