import type { DefaultTheme } from 'vitepress';
import { pageAt, sitePath } from './pages.ts';

/** The pages in the order in which a person meets their questions, by the name of their group. What is not here is reached by links and the search. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  Begin: [
    'README',
    'guides/calls',
    'configuration',
    'guides/authentication',
    'guides/frameworks',
    'guides/test-data',
    'guides/going-live',
  ],
  Payments: [
    'guides/payments',
    'guides/prepay-and-invoices',
    'guides/subscriptions',
    'guides/marketplaces',
    'guides/tills',
    'guides/loyalty',
    'guides/pushes',
    'guides/queues',
    'guides/receipts',
  ],
  Reliability: [
    'guides/errors',
    'guides/retries',
    'guides/when-things-go-wrong',
    'guides/troubleshooting',
    'guides/observability',
    'guides/personal-data',
  ],
  Data: ['guides/lists', 'guides/queries', 'guides/files', 'guides/types'],
  'Test and operate': [
    'guides/testing',
    'guides/sandbox',
    'guides/command-line',
    'guides/mcp',
    'guides/token-stores',
    'guides/fleets',
    'guides/tenants',
  ],
  Migration: ['migration/README', 'migration/calls'],
  Measured: ['reliability', 'runtimes', 'benchmarks', 'compatibility'],
  Reference: [
    'reference/README',
    'reference/models/README',
    'reference/types',
    'reference/ids',
    'reference/push-targets',
    'exports/README',
    'sandbox',
    'spec-constructs',
    'releasing',
  ],
};

export const sidebar = (): DefaultTheme.SidebarItem[] =>
  Object.entries(GROUPS).map(([text, paths]) => ({
    text,
    items: paths.map((path) => ({
      text: pageAt(`${path}.md`).title,
      link: `/${sitePath(`${path}.md`).replace(/(?:index)?\.html$/, '')}`,
    })),
  }));
