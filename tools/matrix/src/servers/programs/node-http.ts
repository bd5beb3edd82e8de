import { createServer } from 'node:http';
import { toNodeHandler } from '@secuconnect/client/pushes';
import { announce, handler, listening } from './push-handler.ts';

const origin = await listening(createServer((request, response) => void toNodeHandler(handler)(request, response)));
announce({ '': `${origin}/pushes` });
