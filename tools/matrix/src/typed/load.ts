/** A program that runs as it is, because its types can be erased. */
import { isSecuconnectError, Secuconnect, type Environment, type SmartTransactions } from '@secuconnect/client';

const environment: Environment = 'testing';
const secuconnect = new Secuconnect({ environment, auth: { token: 'token' } });
export const body: SmartTransactions.CreateParams = { basket_info: { sum: 1995, currency: 'EUR' } };
console.log(isSecuconnectError(new TypeError()) ? 'an error' : secuconnect.constructor.name);
