import { expect, test } from 'vitest';
import { formattedPage } from '../docs-tools/markdown.ts';
import { sandboxPage } from '../docs-tools/sandbox-page.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';

test('docs/sandbox.md has the tables that the sandbox runs on', async () => {
  await expect(await formattedPage(sandboxPage())).toMatchFileSnapshot(inRepository('docs/sandbox.md'));
});
