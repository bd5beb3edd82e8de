import type { Paginator } from '@secuconnect/client';
import { UsageError } from '../cli-error.ts';
import { write, type Io } from '../console/io.ts';
import type { Format } from '../output/format.ts';
import { writeItems, writeJsonList } from '../output/write-list.ts';
import { writeObject } from '../output/write-object.ts';

/** Writes a page of a list, or with `--all` or `--limit` all its matches, each as it arrives. */
export async function writeList(
  io: Io,
  list: Paginator<unknown>,
  format: Format,
  flags: Readonly<Record<string, unknown>>,
): Promise<void> {
  const fields =
    typeof flags['fields'] === 'string' ? flags['fields'].split(',').map((name) => name.trim()) : undefined;
  const limit = flags['limit'] === undefined ? undefined : Number(flags['limit']);
  if (flags['all'] === true && limit !== undefined) throw new UsageError('Pass either --all or --limit.');
  if (flags['all'] === true || limit !== undefined) {
    if (flags['aggregate'] !== undefined) throw new UsageError('--aggregate has no pages for --all or --limit.');
    const items = limit === undefined ? list : first(list, limit);
    await (format === 'json' ? writeJsonList(io, items) : writeItems(io, items, format, fields));
    return;
  }
  const page = await list;
  const isPage = Array.isArray(page.data);
  if (format === 'json' || !isPage) return writeObject(io, page, format);
  const shown = await writeItems(io, asAsync(page.data), format, fields);
  if (format === 'table')
    await write(
      io.stderr,
      `${shown} of ${page.count ?? 'an unknown number of'} matches${page.count > shown ? '; --all has all of them' : ''}.\n`,
    );
}

async function* asAsync<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

async function* first(items: AsyncIterable<unknown>, limit: number): AsyncGenerator<unknown> {
  let left = limit;
  if (left === 0) return;
  for await (const item of items) {
    yield item;
    if (--left === 0) return;
  }
}
