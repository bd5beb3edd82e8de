import type { Io } from '../console/io.ts';
import { findTarget, type TargetFlags } from '../settings/target.ts';
import { version } from '../version.ts';
import { operationsOf, resourceIds } from './catalog.ts';
import { describeTool, findTool, runTool } from './general-tools.ts';
import { operationTool } from './operation-tools.ts';
import { serve } from './server.ts';
import { Session } from './session.ts';

/** The flags of `secuconnect mcp`. */
export interface McpFlags extends TargetFlags {
  readonly resources?: string;
  readonly allowWrites?: boolean;
  readonly showPersonalData?: boolean;
}

/**
 * Serves the API until stdin ends.
 *
 * @throws UsageError for unknown resources or environments; CliError when there are no credentials.
 */
export async function runServer(flags: McpFlags, io: Io): Promise<void> {
  const allowWrites = flags.allowWrites === true;
  const all = await operationsOf(resourceIds(flags.resources));
  const operations = all.filter(({ operation }) => allowWrites || operation.isSafe);
  const options = { allowWrites, showPersonalData: flags.showPersonalData === true };
  const session = new Session(await findTarget(flags, io), options, io);
  const tools =
    flags.resources === undefined
      ? [
          findTool(session, all),
          describeTool(all),
          runTool(session, all, 'read'),
          ...(allowWrites ? [runTool(session, all, 'write')] : []),
        ]
      : [describeTool(operations), ...operations.map((one) => operationTool(session, one))];
  session.log(`Serving ${session.target.label}, ${allowWrites ? 'with' : 'without'} writes, as ${tools.length} tools.`);
  await serve({ session, tools, operations, version: await version() }, io);
}
