import type { Journal } from '@secuconnect/client/flows';
import { fileJournal } from '@secuconnect/client/node';
import { postgresJournal } from '@secuconnect/client/postgres';
import { redisJournal } from '@secuconnect/client/redis';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { JournalPlace } from './messages.ts';

/** Opens the journal of a worker. Its server may be gone for a while: commands then fail, and later ones work again. */
export function openJournal(place: JournalPlace): Journal {
  switch (place.kind) {
    case 'file':
      return fileJournal(place.directory);
    case 'redis': {
      const client = new Redis(place.url, { maxRetriesPerRequest: 1, commandTimeout: 2_000, retryStrategy: () => 100 });
      // Without a listener, each lost connection would be printed.
      client.on('error', () => undefined);
      return redisJournal({ client });
    }
    case 'postgres': {
      const client = new Pool({ connectionString: place.url, max: 2, connectionTimeoutMillis: 2_000 });
      client.on('error', () => undefined);
      return postgresJournal({ client });
    }
  }
}
