import { Secuconnect } from '@secuconnect/client';
import type { Io } from '../console/io.ts';
import { findTarget, type Target, type TargetFlags } from '../settings/target.ts';

/** A client of the API that the flags, the environment and the profiles say. */
export async function clientOf(flags: TargetFlags, io: Io): Promise<{ client: Secuconnect; target: Target }> {
  const target = await findTarget(flags, io);
  return { client: new Secuconnect({ ...target.options(), appInfo: { name: 'secuconnect-cli' } }), target };
}
