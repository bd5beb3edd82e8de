import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { startPrism, type PrismOptions, type PrismServer } from './prism.ts';

export type MockOptions = Pick<PrismOptions, 'port' | 'log'>;

/** Starts Prism as a mock of the committed OpenAPI document. */
export const startMock = (options: MockOptions = {}): Promise<PrismServer> => startPrism({ document, ...options });
