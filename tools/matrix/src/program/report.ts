import { runScenarios, type Place, type Settings } from './scenarios.ts';

/** Replaced by the bundler: what the program gets to know of its run. */
declare const SETTINGS: Settings & { readonly reportUrl: string };

/** Runs the scenarios in a place, and reports how they ended. */
export async function report(place: Omit<Place, keyof Settings> = {}): Promise<void> {
  const { reportUrl, ...settings } = SETTINGS;
  const results = await runScenarios({ ...settings, ...place }).catch((error: unknown) => [
    { name: 'the program', error: String(error) },
  ]);
  await fetch(reportUrl, { method: 'POST', body: JSON.stringify(results) });
}
