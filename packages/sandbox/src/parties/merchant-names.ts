import type { Engine } from '../engine/engine.ts';

interface KnownMerchant {
  readonly user?: {
    readonly companyname?: string | null;
    readonly name?: string | null;
    readonly address?: readonly { readonly address_formatted?: string | null }[];
  };
}

/** The name of a merchant, as on receipts; the id of one that the sandbox does not know. */
export function merchantName({ store }: Pick<Engine, 'store'>, id: string): string {
  const { user } = store.get<KnownMerchant>('general.merchants', id) ?? {};
  return user?.companyname ?? user?.name ?? id;
}

/** Name, street and town of a merchant, each on a line. */
export function merchantAddress(engine: Pick<Engine, 'store'>, id: string): string {
  const known = engine.store.get<KnownMerchant>('general.merchants', id);
  const address = known?.user?.address?.[0]?.address_formatted?.split(', ').slice(0, 2) ?? [];
  return [merchantName(engine, id), ...address].join('\n');
}
