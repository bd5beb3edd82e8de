import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../../docs/images', import.meta.url));

/**
 * Keeps what a page looks like for the documentation, if the run is asked to.
 *
 * @param height How much of the page is wanted, in pixels. @default all of it
 */
export async function keepScreenshot(page: Page, name: string, height?: number): Promise<void> {
  if (process.env['SCREENSHOTS'] !== 'write') return;
  mkdirSync(FOLDER, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  await page.screenshot({
    path: join(FOLDER, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
    ...(height !== undefined && { clip: { x: 0, y: 0, width, height } }),
  });
}
