import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Axe {
  run(
    context: unknown,
    options: object,
  ): Promise<{
    violations: readonly { id: string; nodes: readonly { html: string; failureSummary?: string }[] }[];
  }>;
}

/** What axe-core finds on a page, in the colours that it has now: one text per kind of element. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // A page's own policy allows no foreign script, and evaluation is not one.
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { axe, document: root } = globalThis as unknown as { axe: Axe; document: unknown };
    const { violations } = await axe.run(root, { runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) => [
      ...new Map(
        nodes.map(({ html, failureSummary = '' }) => [failureSummary, `${id}: ${html}\n${failureSummary}`]),
      ).values(),
    ]);
  }, RULES);
}
