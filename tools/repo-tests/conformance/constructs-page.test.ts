import { expect, test } from 'vitest';
import { formattedPage } from '../../docs-tools/markdown.ts';
import { inRepository } from '../../spec-tools/spec-paths.ts';
import { constructsPage } from './constructs-page.ts';

test('docs/spec-constructs.md has the verdict about each construct', async () => {
  await expect(await formattedPage(constructsPage())).toMatchFileSnapshot(inRepository('docs/spec-constructs.md'));
});
