import { chromium, type Browser } from 'playwright-core';
import { CHROMIUM, findProgram } from '../../command-tools/find-program.ts';

/** The path of Chromium, if this machine has one. */
export const chromiumPath: string | undefined = findProgram(...CHROMIUM);

if (chromiumPath === undefined) console.warn('Chromium is not installed: the pages are not tested.');

/** Starts Chromium. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
