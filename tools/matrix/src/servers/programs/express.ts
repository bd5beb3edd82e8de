import { createServer } from 'node:http';
import { toNodeHandler } from '@secuconnect/client/pushes';
import express from 'express';
import { announce, handler, listening } from './push-handler.ts';

const plain = express();
plain.post('/pushes', toNodeHandler(handler));

const parsing = express();
parsing.use(express.json());
parsing.post('/pushes', toNodeHandler(handler));

const router = express.Router();
router.use(express.json());
router.post('/pushes', toNodeHandler(handler));
const prefixed = express();
prefixed.use('/shop', router);

announce({
  'no parser': `${await listening(createServer(plain))}/pushes`,
  'express.json()': `${await listening(createServer(parsing))}/pushes`,
  'router below a prefix': `${await listening(createServer(prefixed))}/shop/pushes`,
});
